"""Headlines, without the name of the site that titles end or begin with; and titles that are none."""

import re
from collections.abc import Iterable

from site_project.text import strip_accents

_SEPARATOR = re.compile(r"\s+(?:\||--?|–|—|::|·|•|«|»|<|>|/)\s+|\s*\|\s*")

#: Titles of pages that are shown instead of an article are short.
LONGEST_ERROR_TITLE = 120

_EXCUSE = "(?:oops|sorry|uh oh|whoops|lo sentimos|ups)"
_PAGE = "(?:page|article|story|content|url|file|site)"
_STATUS_WORDS = (
    "access|bad|denied|encontrada|encontrado|error|file|forbidden|found|gateway|gone|internal|la|many|no|not|page"
    "|pagina|request|requests|server|service|too|unauthorized|unavailable|[0-9]"
)

#: Expressions for whole titles, as `_normalize` has them.
_TITLES = (
    rf"(?:(?:error|http|status) )*[45][0-9]{{2}}(?: (?:{_STATUS_WORDS}))*",
    _EXCUSE,
    # There is no such page.
    "not found|nothing found|no encontrad[ao]|no se (?:ha )?encontro|no se encuentra|contenido no disponible",
    (
        rf"(?:{_EXCUSE} )?(?:the |this |that )?(?:requested )?{_PAGE}(?: you (?:are|were) looking for| you requested)?"
        "(?: (?:was|is|could|can))? (?:not (?:be )?found|not available|unavailable|no longer available|does not exist"
        "|doesnt exist|isnt available|cant be found)"
    ),
    rf"(?:{_EXCUSE} )?we (?:cannot|cant|can not|could not|couldnt) find (?:the|this|that|your|what)\b.{{0,40}}",
    (
        rf"(?:{_EXCUSE} )?(?:la |esta )?(?:pagina|nota|noticia)(?: que buscas?)? no"
        " (?:(?:ha sido |fue |se ha )?encontrad[ao]|existe|disponible|esta disponible)"
    ),
    # Server errors and maintenance.
    rf"(?:{_EXCUSE} )?something (?:went|has gone) wrong",
    "error|an error (?:has )?occurred|application error|internal server error|bad gateway|gateway time ?out",
    "service (?:temporarily )?unavailable|(?:site )?(?:under |down for )?maintenance",
    "(?:this )?domain (?:is )?(?:for sale|parked)|account suspended",
    # Bots are blocked.
    "access (?:to this page )?(?:has been )?(?:denied|blocked|restricted)|forbidden|unauthorized|blocked",
    "acceso (?:denegado|restringido)|you (?:have been|are) (?:being )?blocked",
    "just a moment(?: please)?|un momento(?: por favor)?|one moment(?: please)?|attention required(?: cloudflare)?",
    "please wait(?: while .{0,40})?|checking (?:your|the) browser(?: before .{0,40})?",
    "security (?:check|verification)|robot challenge screen|ddos guard|captcha",
    "are you (?:a )?(?:human|robot)|(?:robot|bot|human) (?:check|verification|or not)",
    "(?:please )?verify(?:ing)? (?:that )?(?:you are|youre) (?:a )?human",
    "pardon our interruption|request (?:unsuccessful|rejected|blocked)",
    "(?:not available|unavailable) in your (?:region|country|location)|unavailable for legal reasons",
    # Login, subscription, or consent first.
    "(?:please )?(?:log|sign) ?in(?: required| to (?:continue|read|your account))?|subscriber login",
    "subscribe to (?:continue|read)(?: this article)?|iniciar sesion|inicia sesion|acceder|ingresar|registrate",
    "before you continue(?: to .{0,40})?|antes de continuar(?: a .{0,40})?",
    "(?:cookie|privacy|your privacy) (?:consent|settings|choices)|(?:cookie )?consent|(?:manage )?cookies",
    "we value your privacy|valoramos (?:su|tu) privacidad",
    # Placeholder titles.
    "redirecting|loading|untitled(?: document)?|home(?: page)?|homepage|inicio|welcome|default web site page",
)
_ANY = re.compile("|".join(f"(?:{title})" for title in _TITLES))


def strip_site_name(title: str, site_names: Iterable[str]) -> str:
    """`title` without the name of its site at its end, or before a bar; `site_names` are those that it may go by.

    Before a dash stands what an article is about, which may be what a site is called after: "Miami – What Now?"
    """
    known = {key for key in map(_key, site_names) if key}
    matches = list(_SEPARATOR.finditer(title))
    if matches and _key(title[matches[-1].end() :]) in known:
        title = title[: matches[-1].start()].rstrip()
    first, _bar, rest = title.partition("|")
    return rest.strip() if _key(first) in known and rest.strip() else title


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same, apart from case, accents and punctuation."""
    return _key(one) == _key(other) != ""


def is_beginning(beginning: str, title: str) -> bool:
    """Whether a title begins with a text, or is the same."""
    return bool(_key(beginning)) and _key(title).startswith(_key(beginning))


def ends_open(title: str) -> bool:
    """Whether somebody has marked that a title goes on."""
    return title.rstrip().endswith(("…", "..."))


def is_cut(title: str, whole: str) -> bool:
    """Whether `title` is `whole` cut off: what is missing is more than a second line, which a mark divides."""
    if not is_beginning(title, whole) or is_same(title, whole):
        return False
    rest = whole[len(title.rstrip("… .")) :]
    return ends_open(title) or not re.match(r"\s*[:;|–—-]", rest)


def suffix(title: str) -> str:
    """What stands after the last separator of a title; empty without one."""
    matches = list(_SEPARATOR.finditer(title))
    return title[matches[-1].end() :].strip() if matches else ""


def is_host(name: str, host: str) -> bool:
    """Whether a name is that of a host: "NBC News" of nbcnews.com."""
    return bool(key := _key(name)) and key in map(_key, (host, main_label(host)))


def main_label(host: str) -> str:
    """The part of a host that is a name: "nbcnews" of "video.nbcnews.com"."""
    return max(host.split(".")[:-1], key=len, default="")


def is_missing(title: str, site_names: Iterable[str]) -> bool:
    """Whether a title is empty, is only the name of the site, or belongs to a page without an article."""
    key = _key(title)
    return not key or key in map(_key, site_names) or is_error_title(title)


def _key(text: str) -> str:
    """Letters and digits only, without accents and case."""
    return "".join(c for c in strip_accents(text) if c.isalnum())


def is_error_title(title: str) -> bool:
    """Whether a title, without the name of the site, is that of an error, a login, a consent page or a bot check.

    It is compared as a whole: an article may well be called "Access Denied: How Voters Are Turned Away".
    """
    return len(title) <= LONGEST_ERROR_TITLE and bool(_ANY.fullmatch(_normalize(title)))


def _normalize(text: str) -> str:
    """Words without accents, case, apostrophes and punctuation, with single spaces between them."""
    return " ".join(re.sub(r"[\W_]", " ", re.sub("['’]", "", strip_accents(text))).split())
