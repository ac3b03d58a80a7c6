"""Checking one link. The network and no database: these functions run in threads of their own."""

import datetime as dt
import logging
from dataclasses import dataclass, replace

from press.enums import LinkState
from press.fetching import client
from press.fetching.archives import find_archive_copy
from press.fetching.problems import FetchProblem, Problem
from press.link_checks.classify import PAGE_REASONS, Response, Status, classify
from press.link_checks.models import Link

logger = logging.getLogger(__name__)

#: Many sites answer HEAD wrongly, so the page itself is fetched, and cut after this much: enough for its metadata.
MAX_BYTES = 300_000
_PAGE = client.Accept("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
#: Problems that we also have when our own network is down.
_NO_NETWORK = frozenset({Problem.DNS, Problem.CONNECTION, Problem.TIMEOUT})


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found."""

    link: Link
    response: Response
    status: Status
    #: An archive copy of a dead piece; empty without one, or when it was not looked for.
    copy: str = ""
    #: `Crawl-delay` in robots.txt, in seconds.
    crawl_delay: float = 0.0

    @property
    def unreachable(self) -> bool:
        """Whether nobody answered at all, which may be our own network's fault."""
        return self.response.status is None and self.response.problem in _NO_NETWORK


def check(link: Link, now: dt.datetime) -> Result:
    """Fetch, classify, and look for an archive copy if the piece turns out to be gone. `link` was claimed. Raises
    nothing."""
    try:
        response = fetch(link)
    except Exception:
        logger.exception("Unexpected error while checking %s", link.url)
        response = Response(link.url, problem=Problem.BAD_ANSWER)
    status = classify(response, link.history, now)
    copy = ""
    if status.state == LinkState.DEAD and not link.clipping.archive_url:
        copy = find_copy(link.url, link.clipping.date)
    return Result(link, replace(response, text=""), status, copy, _crawl_delay(link.url))


def fetch(link: Link) -> Response:
    conditional = not link.failures and link.reason in PAGE_REASONS
    try:
        fetched = client.fetch(
            link.url,
            accept=_PAGE,
            etag=link.etag if conditional else "",
            last_modified=link.last_modified if conditional else "",
            max_bytes=MAX_BYTES,
            cut=True,
        )
    except FetchProblem as problem:
        return _failed(link.url, problem)
    return Response(
        link.url,
        fetched.status,
        final_url=_as_requested(link.url, fetched.url, fetched.final_url),
        permanent_url=_as_requested(link.url, fetched.url, fetched.permanent_url),
        text=fetched.text if fetched.media_type in _HTML_TYPES else "",
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )


def find_copy(url: str, published: dt.date) -> str:
    """The address of an archive copy from about the day of the piece; empty without one. Raises nothing."""
    try:
        return find_archive_copy(url, published)
    except Exception:
        logger.exception("Unexpected error while looking for an archive copy of %s", url)
        return ""


def _failed(url: str, problem: FetchProblem) -> Response:
    """A problem as a response: with the status of the outlet when that is an error."""
    status = problem.status if problem.status and problem.status >= 400 else None
    return Response(
        url,
        status,
        problem="" if status else problem.code,
        final_url=problem.final_url or url,
        permanent_url=problem.permanent_url or url,
        retry_after=problem.retry_after or 0,
    )


def _as_requested(url: str, requested: str, reached: str) -> str:
    """`reached`, or the address as the clipping has it when there was no redirect: it was only written in ASCII and
    lost its fragment."""
    return url if reached == requested else reached


def _crawl_delay(url: str) -> float:
    try:
        return client.crawl_delay(url)
    except FetchProblem:
        return 0.0
