"""Fetching an address that anybody may have typed: the only outgoing requests of this site.

Only http and https addresses on public machines are fetched, which is checked again at each redirect; there are limits
to time, size and redirects; no cookie is kept and no proxy used; robots.txt (RFC 9309) is obeyed, and fetched once a day
for each site. The only error is FetchProblem.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from protego import Protego

from press.fetching.connection import Deadline
from press.fetching.decoding import decode
from press.fetching.http import read_body, send
from press.fetching.problems import FetchProblem, Problem
from press.fetching.url_validation import validate_url

#: What we are called in robots.txt (RFC 9309, section 2.2.1).
PRODUCT_TOKEN = "CampaignSitePressBot"  # noqa: S105  not a secret
MAX_REDIRECTS = 5
MAX_BYTES = 5_000_000
SECONDS = 20.0
#: Seconds: longer waits than a week are cut.
MAX_RETRY_AFTER = 7 * 24 * 3600

#: RFC 9309, section 2.4: a copy of robots.txt is not to be used for more than a day.
ROBOTS_TTL = 24 * 3600
#: How long (seconds) an error is remembered.
ROBOTS_ERROR_TTL = 600
#: RFC 9309, section 2.5: at least so much must be read.
MAX_ROBOTS_BYTES = 500 * 1024
ROBOTS_SECONDS = 8.0
#: Longer pauses than this (in seconds) mean that a site does not want to be read at all.
MAX_CRAWL_DELAY = 60.0

_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_PROBLEMS = {402: Problem.PAYWALL, 404: Problem.NOT_FOUND, 410: Problem.NOT_FOUND}
_NO_ROBOTS = (Problem.NOT_FOUND, Problem.PAYWALL, Problem.REFUSED, Problem.TOO_MANY_REDIRECTS)


@dataclass(frozen=True)
class Accept:
    """The `Accept` header, the media types that will do (none: any), and the problem code for others."""

    header: str = "*/*"
    media_types: tuple[str, ...] = ()
    problem: str = ""


HTML = Accept(
    "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1", ("text/html", "application/xhtml+xml"), Problem.NOT_HTML
)
#: Feeds are sent with all kinds of types; the parser finds out what they are.
FEED = Accept(
    "application/atom+xml,application/rss+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1",
    (
        *("application/atom+xml", "application/rdf+xml", "application/rss+xml", "application/xml"),
        *("application/octet-stream", "text/html", "text/plain", "text/xml"),
    ),
    Problem.NOT_FEED,
)
ANY = Accept()


@dataclass(frozen=True)
class FetchResult:
    """A successful response: status 2xx, or 304 where nothing changed since last time."""

    status: int
    #: The requested address, in the form of `validate_url`.
    url: str
    #: Where redirects led.
    final_url: str
    #: Where permanent redirects led, up to the first temporary one: `url` without any.
    permanent_url: str
    #: Names in any case.
    headers: Mapping[str, str]
    body: bytes

    @property
    def not_modified(self) -> bool:
        """Whether nothing changed since the response whose `etag` or `last_modified` was given."""
        return self.status == 304

    @property
    def media_type(self) -> str:
        return _media_type(self.headers)

    @property
    def text(self) -> str:
        """The body as text, in the character set that it is really in."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return decode(self.body, message.get_content_charset(""))

    @property
    def etag(self) -> str:
        """For the next request; empty without one, or when it is absurdly long."""
        return _short(self.headers.get("etag", ""), 255)

    @property
    def last_modified(self) -> str:
        """For the next request; empty without one."""
        return _short(self.headers.get("last-modified", ""), 64)


def as_fetched(url: str, body: bytes, *, max_bytes: int) -> FetchResult:
    """`body` as if `url` had answered with it, when it is here already. Raises FetchProblem."""
    address = validate_url(url)
    if len(body) > max_bytes:
        raise FetchProblem(Problem.TOO_LARGE)
    return FetchResult(200, address, address, address, {}, body)


def fetch(
    url: str,
    *,
    accept: Accept = HTML,
    etag: str = "",
    last_modified: str = "",
    max_bytes: int = MAX_BYTES,
    cut: bool = False,
    deadline: Deadline | None = None,
    obey_robots: bool = True,
) -> FetchResult:
    """What is at `url`, with redirects followed. Raises FetchProblem, and nothing else.

    `etag` and `last_modified` are those of the last response: nothing changed since when `FetchResult.not_modified`. An
    unpacked body longer than `max_bytes` is a problem, or cut off there with `cut`. `deadline` is for everything
    together, name resolution, redirects and robots.txt too.
    """
    deadline = deadline or Deadline(SECONDS)
    start = here = permanent = validate_url(url)
    headers = {
        "User-Agent": f"{PRODUCT_TOKEN}/1.0 (+{settings.SITE_URL})",
        "Accept": accept.header,
        "Accept-Encoding": "gzip, deflate, br",
        "Connection": "close",
    }
    headers |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
    all_permanent = True
    for _count in range(MAX_REDIRECTS + 1):
        try:
            if obey_robots and not _robots(here, deadline).can_fetch(here, PRODUCT_TOKEN):
                raise FetchProblem(Problem.ROBOTS)
            with send(here, headers, deadline) as response:
                status = response.status_code
                if status in _REDIRECTS:
                    here = _target(here, response)
                    all_permanent = all_permanent and status in _PERMANENT
                    permanent = here if all_permanent else permanent
                    continue
                _require(response, accept)
                body = b"" if status == 304 else read_body(response, deadline, max_bytes, cut=cut)
                return FetchResult(status, start, here, permanent, response.headers, body)
        except FetchProblem as problem:
            problem.final_url, problem.permanent_url = here, permanent
            raise
    raise FetchProblem(Problem.TOO_MANY_REDIRECTS, final_url=here, permanent_url=permanent)


def crawl_delay(url: str) -> float:
    """The pause between two requests that a site asks for in robots.txt, in seconds; 0 without one. Raises
    FetchProblem."""
    delay = _robots(validate_url(url), Deadline(ROBOTS_SECONDS)).crawl_delay(PRODUCT_TOKEN) or 0.0
    return min(delay, MAX_CRAWL_DELAY) if delay > 0 else 0.0  # what is no number is not above 0 either


def _target(here: str, response: requests.Response) -> str:
    """Where a redirect leads, validated like the first address."""
    location = response.headers.get("Location", "")
    try:
        location = location.encode("latin-1").decode()  # raw UTF-8, which http.client reads as Latin 1
    except UnicodeError:
        pass
    if not location:
        raise FetchProblem(Problem.BAD_ANSWER)
    try:
        return validate_url(urljoin(here, location))
    except ValueError as error:
        raise FetchProblem(Problem.BAD_ANSWER) from error
    except FetchProblem as problem:
        problem.code = Problem.BAD_ANSWER if problem.code == Problem.ADDRESS_BAD else problem.code
        raise


def _require(response: requests.Response, accept: Accept) -> None:
    """Raise FetchProblem unless a response is one of success, in a type that will do."""
    status, media_type = response.status_code, _media_type(response.headers)
    if status != 304 and not 200 <= status < 300:
        if status < 400 or status > 599:
            code = Problem.BAD_ANSWER
        else:
            code = _PROBLEMS.get(status, Problem.REFUSED if status < 500 else Problem.SERVER_ERROR)
        raise FetchProblem(code, retry_after=_retry_after(response.headers.get("Retry-After", "")))
    if status != 304 and accept.media_types and media_type and media_type not in accept.media_types:
        raise FetchProblem(accept.problem)


def _media_type(headers: Mapping[str, str]) -> str:
    """The type without parameters, in lower case; empty without one."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _retry_after(value: str) -> int | None:
    """The seconds to wait that a header asks for (RFC 9110, section 10.2.3)."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), MAX_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0, min(int((moment - timezone.now()).total_seconds()), MAX_RETRY_AFTER))


def _short(value: str, length: int) -> str:
    return value if len(value) <= length and value.isascii() and value.isprintable() else ""


def _robots(url: str, deadline: Deadline) -> Protego:
    """The rules of the site of `url`, which `validate_url` has passed. Raises FetchProblem when they cannot be read."""
    parts = urlsplit(url)
    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
    key = f"robots.txt:{hashlib.sha256(address.encode()).hexdigest()}"
    known: tuple[str, str] | None = cache.get(key)
    if known is None:
        known = _download_robots(address, deadline.sooner(ROBOTS_SECONDS))
        cache.set(key, known, ROBOTS_ERROR_TTL if known[1] else ROBOTS_TTL)
    text, problem = known
    if problem:
        raise FetchProblem(problem)
    return Protego.parse(text)


def _download_robots(address: str, deadline: Deadline) -> tuple[str, str]:
    """The text of a robots.txt, and the code of the problem that stops the crawl, if any.

    RFC 9309, section 2.3.1: where there is no such file (4xx, or redirects without an end) everything is allowed;
    where the site cannot say (5xx, no answer) nothing is.
    """
    accept = Accept("text/plain,*/*;q=0.1")
    try:
        answer = fetch(
            address, accept=accept, max_bytes=MAX_ROBOTS_BYTES, cut=True, deadline=deadline, obey_robots=False
        )
    except FetchProblem as problem:
        if problem.code in _NO_ROBOTS:
            return "", ""
        unreachable = problem.code in (Problem.SERVER_ERROR, Problem.BAD_ANSWER)
        return "", Problem.ROBOTS_UNREACHABLE if unreachable else problem.code
    return answer.body.decode("utf-8", "replace"), ""
