"""What stands at an address: the article, another one, or a substitute for a missing one, by where a redirect leads and by
what the page says about itself.

The text comes from anywhere, up to the size limit of a check. So nothing here takes longer than a few passes over it:
no pattern starts over at every character.
"""

import html
import re
from enum import Enum
from urllib.parse import SplitResult, urlsplit

from press.addresses import host_of, normalized
from press.fetching.headlines import is_error_title, strip_site_name, suffix


class Destination(Enum):
    SAME = "same"
    ARTICLE = "article"
    HOME = "home"
    SECTION = "section"
    ERROR_PAGE = "error_page"
    LOGIN = "login"
    CONSENT = "consent"


#: Words in a path or host that say what the page is for, in the languages that our outlets publish in most.
_ERROR_WORDS = re.compile(
    r"^(404|410|error|errors|error-?404|404-?error|not-?found|page-?not-?found|no-?encontrad[ao]|"
    r"pagina-?no-?encontrada|unavailable|expired)(\.\w{2,5})?$"
)
_LOGIN_WORDS = re.compile(
    r"^(log-?in|sign-?in|signon|register|registration|subscribe|subscription|subscriptions|paywall|regwall|"
    r"iniciar-sesion|suscribete|suscripcion|suscripciones|auth|oauth2?|account)(\.\w{2,5})?$"
)
_CONSENT_WORDS = re.compile(r"^(consent|cookie-?consent|cookiewall|privacy-?wall|gdpr|collectconsent)(\.\w{2,5})?$")
#: The file names under which servers also know a folder's own page.
_INDEX_NAMES = re.compile(r"^(index|default|home)(\.\w{2,5})?$")
#: The home page in one language: /en/, /es-mx/.
_LANGUAGE = re.compile(r"^[a-z]{2}([-_][a-z]{2})?$")
#: An article's own name: three words or more, or a number that counts articles.
_SLUG = re.compile(r"\w[-_]\w+[-_]\w")
_NUMBER = re.compile(r"\d{4,}")
#: /2017/03/28/name is an article, and /2017/03/28/ a list.
_YEAR = re.compile(r"(.*/)?(19|20)\d\d/\d{1,2}/")
_DATE_PART = re.compile(r"^((19|20)\d\d|\d{1,2})$")
#: The most segments of a path of a section: /news/us/politics/.
_SECTION_DEPTH = 3
#: Said in a title or first heading instead of with status 404.
_NOT_FOUND = re.compile(
    r"""
    (?:^|\W)404(?:\W*$|\W.{0,20}(?:not\ found|error|encontrad[ao]|introuvable)) | (?:error|erreur|fehler)\W{0,3}404
    | ^\W*(?:sorry,?\ )?(?:we\ )?(?:the\ )?(?:page|article|story|content|document|file)?\W*not\ found\b
    | \b(?:page|article|story|content|item)\ (?:you\ (?:requested|are\ looking\ for)\ )?
      (?:(?:is|was|has\ been|could|can)?\ ?(?:not|n.t)\ (?:be\ )?found|cannot\ be\ found|has\ been\ removed
        |does\ not\ exist|doesn.t\ exist|(?:is\ )?no\ longer\ (?:available|exists)|(?:is\ )?unavailable)
    | \b(?:p[aá]gina|art[ií]culo|nota|noticia|contenido)\ (?:que\ busca[s]?\ )?
      (?:no\ (?:fue\ |ha\ sido\ |se\ ha\ |se\ )?encontrad[ao]|no\ se\ encuentra|no\ existe
        |(?:ya\ )?no\ est[aá]\ disponible|n[aã]o\ encontrad[ao])
    | \bpage\ (?:introuvable|non\ trouv[eé]e) | \bseite\ (?:wurde\ )?nicht\ gefunden | \bpagina\ non\ trovata
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: https://schema.org/isAccessibleForFree, as JSON-LD or microdata.
_NOT_FREE = re.compile(
    r"isAccessibleForFree[\"']?\s*(?::|\scontent\s*=)\s*[\"']?\s*(?:https?://schema\.org/)?false", re.IGNORECASE
)
#: https://developers.facebook.com/docs/instant-articles (Open Graph's `article:content_tier`).
_TIER = re.compile(
    r"article:content_tier[\"']\s{0,9}content\s{0,9}=\s{0,9}[\"'](?:locked|metered)"
    r"|content\s{0,9}=\s{0,9}[\"'](?:locked|metered)[\"']\s{0,9}(?:property|name)=[\"']article:content_tier",
    re.IGNORECASE,
)
_OPENING = {name: re.compile(rf"<{name}\b[^<>]*>", re.IGNORECASE) for name in ("title", "h1")}
_CLOSING = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in _OPENING}
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
#: Characters: what is longer is no title, and is not looked at.
LONGEST_TITLE = 500


def destination(original: str, final: str) -> Destination:
    """What `final` is, seen from `original`. Scheme, `www.` and what does not tell articles apart make no difference:
    see `press.addresses.normalized`."""
    if original == final or normalized(original) == normalized(final):
        return Destination.SAME
    before, after = urlsplit(original), urlsplit(final)
    segments = _segments(after)
    for pattern, found in (
        (_ERROR_WORDS, Destination.ERROR_PAGE),
        (_CONSENT_WORDS, Destination.CONSENT),
        (_LOGIN_WORDS, Destination.LOGIN),
    ):
        if any(pattern.match(word) for word in _words(after, segments)):
            return found
    if _is_home(segments) and not after.query:
        # A home page that was cited as such may move as a whole.
        return Destination.ARTICLE if _is_home(_segments(before)) else Destination.HOME
    return Destination.SECTION if _is_section(before, after, segments) else Destination.ARTICLE


def _segments(parts: SplitResult) -> list[str]:
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if segments and _INDEX_NAMES.match(segments[-1]):
        segments.pop()
    return segments


def _words(parts: SplitResult, segments: list[str]) -> list[str]:
    """What may name the purpose of a page: its host's first label, and the segments of its path that are no slug."""
    label = (parts.hostname or "").split(".")[0]
    return [label, *(segment for segment in segments if not _SLUG.search(segment) or _ERROR_WORDS.match(segment))]


def _is_home(segments: list[str]) -> bool:
    return not segments or (len(segments) == 1 and bool(_LANGUAGE.match(segments[0])))


def _is_section(before: SplitResult, after: SplitResult, segments: list[str]) -> bool:
    if after.query and _NUMBER.search(after.query):
        return False  # /story.php?id=12345
    same_site = host_of(before.geturl()) == host_of(after.geturl())
    old = _segments(before)
    if same_site and len(segments) < len(old) and old[: len(segments)] == segments:
        return True  # a folder above the article
    if len(segments) > 1 and _YEAR.match("/".join(segments)) and not _DATE_PART.match(segments[-1]):
        return False  # the name of a piece after its day
    own = [segment for segment in segments if not _DATE_PART.match(segment)]
    return len(own) <= _SECTION_DEPTH and not any(_SLUG.search(name) or _NUMBER.search(name) for name in own)


def says_not_found(text: str) -> bool:
    """Whether the title or the first heading of an HTML page says that the page is not there."""
    return any(_NOT_FOUND.search(_element(text, name)) for name in _OPENING)


def hides_piece(text: str) -> bool:
    """Whether the title is that of a check for robots, a question for consent or the like, in place of a headline."""
    title = _element(text, "title")
    return is_error_title(strip_site_name(title, [suffix(title)]))


def says_paywall(text: str) -> bool:
    return bool(_NOT_FREE.search(text) or _TIER.search(text))


def _element(text: str, name: str) -> str:
    """The words of the first element `name`, in one line; empty without one."""
    opened = _OPENING[name].search(text)
    if not opened:
        return ""
    inner = text[opened.end() : opened.end() + LONGEST_TITLE]
    if closed := _CLOSING[name].search(inner):
        inner = inner[: closed.start()]
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", inner))).strip()
