"""Fetching an address that anybody may have typed: the only outgoing requests of this site.

Only http and https addresses on public machines are fetched, which is checked again at each redirect; there are limits
to time, size and redirects; no cookie is kept and no proxy used; robots.txt is obeyed. The only error is FetchProblem.
"""

from __future__ import annotations

from press.fetching import robots
from press.fetching.deadline import Deadline
from press.fetching.problems import NOT_FEED, NOT_HTML, FetchProblem
from press.fetching.retrieval import MAX_BYTES, SECONDS, Accept, FetchResult, retrieve

__all__ = ["ANY", "FEED", "HTML", "Accept", "FetchProblem", "FetchResult", "fetch"]

HTML = Accept(
    "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    ("text/html", "application/xhtml+xml"),
    NOT_HTML,
)
#: Feeds are sent with all kinds of types; the parser finds out what they are.
FEED = Accept(
    "application/atom+xml,application/rss+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1",
    (
        "application/atom+xml",
        "application/rdf+xml",
        "application/rss+xml",
        "application/xml",
        "application/octet-stream",
        "text/html",
        "text/plain",
        "text/xml",
    ),
    NOT_FEED,
)
ANY = Accept()


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    accept: Accept = HTML,
    max_bytes: int = MAX_BYTES,
    seconds: float = SECONDS,
    method: str = "GET",
    obey_robots: bool = True,
) -> FetchResult:
    """What is at `url`, with redirects followed. Raises FetchProblem, and nothing else.

    `etag` and `last_modified` are those of the last response: nothing changed since when `FetchResult.not_modified`.
    `max_bytes` limits the unpacked body, `seconds` the whole time with name resolution, redirects and robots.txt.
    """
    return retrieve(
        url,
        method=method,
        accept=accept,
        etag=etag,
        last_modified=last_modified,
        max_bytes=max_bytes,
        deadline=Deadline(seconds),
        before_each=robots.require_allowed if obey_robots else None,
    )
