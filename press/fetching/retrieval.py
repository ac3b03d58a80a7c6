"""From an address to a response, through redirects, each of which is validated like the first address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from press.fetching.deadline import Deadline
from press.fetching.decoding import decode
from press.fetching.http import StreamedResponse, send
from press.fetching.problems import (
    ADDRESS_BAD,
    BAD_ANSWER,
    NOT_FOUND,
    PAYWALL,
    REFUSED,
    SERVER_ERROR,
    TOO_LARGE,
    TOO_MANY_REDIRECTS,
    FetchProblem,
)
from press.fetching.url_validation import validate_url

#: What we are called in robots.txt (RFC 9309, section 2.2.1).
PRODUCT_TOKEN = "CampaignSitePressBot"  # noqa: S105  not a secret
MAX_REDIRECTS = 5
MAX_BYTES = 5_000_000
SECONDS = 20.0
#: Seconds: longer waits than a week are cut.
MAX_RETRY_AFTER = 7 * 24 * 3600

_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_PROBLEMS = {402: PAYWALL, 404: NOT_FOUND, 410: NOT_FOUND}


@dataclass(frozen=True)
class Accept:
    """The `Accept` header, the media types that will do (none: any), and the problem code for others."""

    header: str = "*/*"
    media_types: tuple[str, ...] = ()
    problem: str = ""


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
    #: Names in lower case.
    headers: Mapping[str, str]
    body: bytes

    @property
    def not_modified(self) -> bool:
        """Whether nothing changed since the response whose `etag` or `last_modified` was given."""
        return self.status == 304

    @property
    def media_type(self) -> str:
        """The type without parameters, in lower case; empty without one."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The character set in the header, in lower case; empty without one."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message.get_content_charset("")

    @property
    def text(self) -> str:
        """The body as text, in the character set that it is really in."""
        return decode(self.body, self.charset)

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
        raise FetchProblem(TOO_LARGE)
    return FetchResult(200, address, address, address, {}, body)


@dataclass
class _Hop:
    """A step in a chain of redirects."""

    url: str
    permanent_url: str
    all_permanent: bool = True


def user_agent() -> str:
    """The `User-Agent` header, with an address for site owners."""
    return f"{PRODUCT_TOKEN}/1.0 (+{settings.SITE_URL})"


def retrieve(
    url: str,
    *,
    method: str = "GET",
    accept: Accept,
    etag: str = "",
    last_modified: str = "",
    max_bytes: int = MAX_BYTES,
    cut: bool = False,
    deadline: Deadline,
    before_each: Callable[[str, Deadline], None] | None = None,
) -> FetchResult:
    """Fetch `url` and follow redirects. `before_each` is called with every address, and raises to refuse it.

    Raises FetchProblem. A body longer than `max_bytes` is a problem, or cut off there with `cut`.
    """
    start = validate_url(url)
    hop = _Hop(start, start)
    headers = {"User-Agent": user_agent(), "Accept": accept.header, "Accept-Encoding": "gzip, deflate, br"}
    headers |= {"Connection": "close"}
    headers |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
    for _count in range(MAX_REDIRECTS + 1):
        try:
            if before_each:
                before_each(hop.url, deadline)
            with send(method, hop.url, headers, deadline) as response:
                if response.status in _REDIRECTS:
                    hop = _next(hop, response)
                    continue
                _raise_for_status(response)
                body = b"" if method == "HEAD" or response.status == 304 else _body(response, accept, max_bytes, cut)
                names = {name.lower(): value for name, value in response.headers.items()}
                return FetchResult(response.status, start, hop.url, hop.permanent_url, names, body)
        except FetchProblem as problem:
            problem.final_url, problem.permanent_url = hop.url, hop.permanent_url
            raise
    raise FetchProblem(TOO_MANY_REDIRECTS, final_url=hop.url, permanent_url=hop.permanent_url)


def _next(hop: _Hop, response: StreamedResponse) -> _Hop:
    location = response.headers.get("Location", "")
    try:
        location = location.encode("latin-1").decode()  # raw UTF-8, which http.client reads as Latin 1
    except UnicodeError:
        pass
    try:
        if not location:
            raise FetchProblem(BAD_ANSWER, status=response.status)
        url = validate_url(urljoin(hop.url, location))
    except ValueError as error:
        raise FetchProblem(BAD_ANSWER, status=response.status) from error
    except FetchProblem as problem:
        problem.code = BAD_ANSWER if problem.code == ADDRESS_BAD else problem.code
        problem.status = response.status
        raise
    all_permanent = hop.all_permanent and response.status in _PERMANENT
    return _Hop(url, url if all_permanent else hop.permanent_url, all_permanent)


def _raise_for_status(response: StreamedResponse) -> None:
    status = response.status
    if 200 <= status < 300 or status == 304:
        return
    if status < 400 or status > 599:
        code = BAD_ANSWER
    else:
        code = _PROBLEMS.get(status, REFUSED if status < 500 else SERVER_ERROR)
    raise FetchProblem(code, status=status, retry_after=_retry_after(response.headers.get("Retry-After", "")))


def _body(response: StreamedResponse, accept: Accept, max_bytes: int, cut: bool) -> bytes:
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if accept.media_types and media_type and media_type not in accept.media_types:
        raise FetchProblem(accept.problem, status=response.status)
    return response.body(max_bytes, cut=cut)


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
