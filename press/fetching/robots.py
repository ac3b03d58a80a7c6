"""robots.txt (RFC 9309), fetched once a day for each site."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from django.core.cache import cache
from protego import Protego

from press.fetching.deadline import Deadline
from press.fetching.problems import (
    BAD_ANSWER,
    NOT_FOUND,
    PAYWALL,
    REFUSED,
    ROBOTS,
    ROBOTS_UNREACHABLE,
    SERVER_ERROR,
    TOO_MANY_REDIRECTS,
    FetchProblem,
)
from press.fetching.retrieval import PRODUCT_TOKEN, Accept, retrieve
from press.fetching.url_validation import validate_url

#: RFC 9309, section 2.4: a copy is not to be used for more than a day.
TTL = 24 * 3600
#: How long (seconds) an error is remembered.
ERROR_TTL = 600
#: RFC 9309, section 2.5: at least so much must be read.
MAX_BYTES = 500 * 1024
SECONDS = 8.0
#: Longer pauses than this (in seconds) mean that a site does not want to be read at all.
MAX_CRAWL_DELAY = 60.0

_NO_SUCH_FILE = (NOT_FOUND, PAYWALL, REFUSED, TOO_MANY_REDIRECTS)


def require_allowed(url: str, deadline: Deadline | None = None) -> None:
    """Raise FetchProblem when robots.txt disallows `url`, or cannot be read."""
    if not _rules(url, deadline).can_fetch(url, PRODUCT_TOKEN):
        raise FetchProblem(ROBOTS, final_url=url)


def crawl_delay(url: str, deadline: Deadline | None = None) -> float:
    """`Crawl-delay` in seconds, 0 without one. Raises FetchProblem."""
    delay = _rules(url, deadline).crawl_delay(PRODUCT_TOKEN) or 0.0
    return min(delay, MAX_CRAWL_DELAY) if delay > 0 else 0.0  # what is no number is not above 0 either


def _rules(url: str, deadline: Deadline | None) -> Protego:
    parts = urlsplit(validate_url(url))
    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
    key = f"robots.txt:{hashlib.sha256(address.encode()).hexdigest()}"
    known: tuple[str, str] | None = cache.get(key)
    if known is None:
        known = _download(address, (deadline or Deadline(SECONDS)).sooner(SECONDS))
        cache.set(key, known, ERROR_TTL if known[1] else TTL)
    text, problem = known
    if problem:
        raise FetchProblem(problem, final_url=url)
    return Protego.parse(text)


def _download(address: str, deadline: Deadline) -> tuple[str, str]:
    """The text of a robots.txt, and the code of the problem that stops the crawl, if any.

    RFC 9309, section 2.3.1: where there is no such file (4xx, or redirects without an end) everything is allowed;
    where the site cannot say (5xx, no answer) nothing is.
    """
    try:
        answer = retrieve(
            address, accept=Accept("text/plain,*/*;q=0.1"), max_bytes=MAX_BYTES, cut=True, deadline=deadline
        )
    except FetchProblem as problem:
        if problem.code in _NO_SUCH_FILE:
            return "", ""
        return "", ROBOTS_UNREACHABLE if problem.code in (SERVER_ERROR, BAD_ANSWER) else problem.code
    return answer.body.decode("utf-8", "replace"), ""
