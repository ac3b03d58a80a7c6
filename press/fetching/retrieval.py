"""From an address to an answer, through redirects, each of which is checked like the first address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from press.fetching.addresses import checked
from press.fetching.deadline import Deadline
from press.fetching.decoding import decoded
from press.fetching.exchange import Exchange, exchange
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

#: What we are called in robots.txt (RFC 9309, section 2.2.1).
PRODUCT_TOKEN = "CampaignSitePressBot"  # noqa: S105  not a secret
MAX_REDIRECTS = 5
MAX_BYTES = 5_000_000
SECONDS = 20.0
#: Longer waits than a week are not believed.
MAX_RETRY_AFTER = 7 * 24 * 3600

_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_PROBLEMS = {402: PAYWALL, 404: NOT_FOUND, 410: NOT_FOUND}


@dataclass(frozen=True)
class Accept:
    """What is asked for: the value of the header, the media types that will do (none: any), and else the problem."""

    header: str = "*/*"
    media_types: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Fetched:
    """An answer that says that all is well: a status of 2xx, or 304 where nothing changed since last time."""

    status: int
    #: The address that was asked for, in the form of `addresses.checked`.
    url: str
    #: Where redirects led.
    final_url: str
    #: Where those redirects led that are for ever, up to the first one that is not: `url` when there are none.
    permanent_url: str
    #: Names in lower case.
    headers: Mapping[str, str]
    body: bytes

    @property
    def not_modified(self) -> bool:
        """Whether nothing changed since the answer whose `etag` or `last_modified` was given."""
        return self.status == 304

    @property
    def media_type(self) -> str:
        """The type without parameters, in lower case; empty when the answer names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The character set that the header claims, in lower case; empty when it claims none."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message.get_content_charset("")

    @property
    def text(self) -> str:
        """The body as text, in the character set that it is really in."""
        return decoded(self.body, self.charset)

    @property
    def etag(self) -> str:
        """For the next request; empty when the answer has none, or one that is absurdly long."""
        return _short(self.headers.get("etag", ""), 255)

    @property
    def last_modified(self) -> str:
        """For the next request; empty when the answer has none."""
        return _short(self.headers.get("last-modified", ""), 64)


def as_fetched(url: str, body: bytes, *, max_bytes: int) -> Fetched:
    """`body` as if `url` had answered with it, when it is here already. Raises FetchProblem."""
    address = checked(url)
    if len(body) > max_bytes:
        raise FetchProblem(TOO_LARGE)
    return Fetched(200, address, address, address, {}, body)


@dataclass
class _Hop:
    """Where we are on the way from the first address to the last."""

    url: str
    permanent_url: str
    all_permanent: bool = True


def user_agent() -> str:
    """Who we say we are, with an address where more can be found."""
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
) -> Fetched:
    """Ask for `url` and follow redirects. `before_each` is called with every address, and raises to forbid it.

    Raises FetchProblem. A body longer than `max_bytes` is a problem, or cut off there with `cut`.
    """
    start = checked(url)
    hop = _Hop(start, start)
    headers = {"User-Agent": user_agent(), "Accept": accept.header, "Accept-Encoding": "gzip, deflate, br"}
    headers |= {"Connection": "close"}
    headers |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
    for _count in range(MAX_REDIRECTS + 1):
        try:
            if before_each:
                before_each(hop.url, deadline)
            with exchange(method, hop.url, headers, deadline) as answer:
                if answer.status in _REDIRECTS:
                    hop = _next(hop, answer)
                    continue
                _refuse_errors(answer)
                body = b"" if method == "HEAD" or answer.status == 304 else _body(answer, accept, max_bytes, cut)
                names = {name.lower(): value for name, value in answer.headers.items()}
                return Fetched(answer.status, start, hop.url, hop.permanent_url, names, body)
        except FetchProblem as problem:
            problem.final_url, problem.permanent_url = hop.url, hop.permanent_url
            raise
    raise FetchProblem(TOO_MANY_REDIRECTS, final_url=hop.url, permanent_url=hop.permanent_url)


def _next(hop: _Hop, answer: Exchange) -> _Hop:
    location = answer.headers.get("Location", "")
    try:
        location = location.encode("latin-1").decode()  # raw UTF-8, which http.client reads as Latin 1
    except UnicodeError:
        pass
    try:
        if not location:
            raise FetchProblem(BAD_ANSWER, status=answer.status)
        url = checked(urljoin(hop.url, location))
    except ValueError as error:
        raise FetchProblem(BAD_ANSWER, status=answer.status) from error
    except FetchProblem as problem:
        problem.code = BAD_ANSWER if problem.code == ADDRESS_BAD else problem.code
        problem.status = answer.status
        raise
    all_permanent = hop.all_permanent and answer.status in _PERMANENT
    return _Hop(url, url if all_permanent else hop.permanent_url, all_permanent)


def _refuse_errors(answer: Exchange) -> None:
    status = answer.status
    if 200 <= status < 300 or status == 304:
        return
    if status < 400 or status > 599:
        code = BAD_ANSWER
    else:
        code = _PROBLEMS.get(status, REFUSED if status < 500 else SERVER_ERROR)
    raise FetchProblem(code, status=status, retry_after=_retry_after(answer.headers.get("Retry-After", "")))


def _body(answer: Exchange, accept: Accept, max_bytes: int, cut: bool) -> bytes:
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if accept.media_types and media_type and media_type not in accept.media_types:
        raise FetchProblem(accept.problem, status=answer.status)
    return answer.body(max_bytes, cut=cut)


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
