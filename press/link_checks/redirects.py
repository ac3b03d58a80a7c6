"""Where a redirect leads: to the article, to another one, or to a substitute for a missing one."""

from __future__ import annotations

import re
from enum import Enum
from urllib.parse import SplitResult, urlsplit

from press.addresses import host_of, normalized


class Destination(Enum):
    """What stands at the end of a chain of redirects."""

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
    """Whether the redirect left the article for a list of articles."""
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
