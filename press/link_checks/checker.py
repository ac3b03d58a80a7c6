"""Asking an outlet for one address. The network and no database: these functions run in threads of their own."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, replace

from press.enums import LinkState
from press.fetching import problems, robots
from press.fetching.archives import find_archive_copy
from press.fetching.client import Accept, FetchProblem
from press.fetching.deadline import Deadline
from press.fetching.retrieval import retrieve
from press.link_checks.classify import PAGE_REASONS, classify
from press.link_checks.responses import Answer, Past, Verdict

logger = logging.getLogger(__name__)

#: Many sites answer HEAD wrongly, so that the page itself is asked for, and the connection closed after this much:
#: enough for the head of a page, with what it says of itself.
MAX_BYTES = 300_000
#: For name resolution, robots.txt, redirects and the page together.
SECONDS = 20.0
_PAGE = Accept("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Question:
    """All that is needed to check one link."""

    pk: int
    url: str
    past: Past
    etag: str = ""
    last_modified: str = ""
    #: The day of the piece, for finding the copy closest to it.
    published: dt.date | None = None
    has_copy: bool = False
    #: When a person last decided about the link: a later decision makes the finding worthless.
    decided_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    question: Question
    answer: Answer
    verdict: Verdict
    #: An archive copy of a dead piece; empty without one, or when it was not looked for.
    copy: str = ""
    #: Seconds that the outlet wants between two requests (`Crawl-delay` in robots.txt).
    pause: float = 0.0

    @property
    def unreachable(self) -> bool:
        """Whether nobody answered at all, which may be our own network's fault."""
        return self.answer.status is None and self.answer.problem in _NO_NETWORK


#: Problems that we also have when our own network is down.
_NO_NETWORK = frozenset({problems.DNS, problems.CONNECTION, problems.TIMEOUT})


def examine(question: Question, now: dt.datetime) -> Finding:
    """Ask, judge, and look for an archive copy if the piece turns out to be gone. Raises nothing."""
    try:
        answer = ask(question)
    except Exception:
        logger.exception("Checking %s failed in a way that was not thought of.", question.url)
        answer = Answer(question.url, problem=problems.BAD_ANSWER)
    verdict = classify(answer, question.past, now)
    copy = ""
    if verdict.state == LinkState.DEAD and not question.has_copy:
        copy = look_for_copy(question.url, question.published)
    return Finding(question, replace(answer, text=""), verdict, copy, _pause(question.url))


def ask(question: Question) -> Answer:
    """The outlet's answer, or why there is none."""
    conditional = not question.past.failures and question.past.reason in PAGE_REASONS
    try:
        fetched = retrieve(
            question.url,
            accept=_PAGE,
            etag=question.etag if conditional else "",
            last_modified=question.last_modified if conditional else "",
            max_bytes=MAX_BYTES,
            cut=True,
            deadline=Deadline(SECONDS),
            before_each=robots.require_allowed,
        )
    except FetchProblem as problem:
        return _answer(question.url, problem)
    return Answer(
        question.url,
        fetched.status,
        final_url=_seen_from(question.url, fetched.url, fetched.final_url),
        permanent_url=_seen_from(question.url, fetched.url, fetched.permanent_url),
        text=fetched.text if fetched.media_type in _HTML_TYPES else "",
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )


def look_for_copy(url: str, published: dt.date | None) -> str:
    """The address of an archive copy from about the day of the piece; empty without one. Raises nothing."""
    try:
        return find_archive_copy(url, published)
    except Exception:
        logger.exception("Looking for an archive copy of %s failed in a way that was not thought of.", url)
        return ""


def _answer(url: str, problem: FetchProblem) -> Answer:
    """A problem as an answer: with a status when the outlet gave one that means something."""
    status = problem.status if problem.status and problem.status >= 400 else None
    return Answer(
        url,
        status,
        problem="" if status else problem.code,
        final_url=problem.final_url or url,
        permanent_url=problem.permanent_url or url,
        retry_after=problem.retry_after or 0,
    )


def _seen_from(url: str, asked: str, reached: str) -> str:
    """`reached`, or the address as the clipping has it when that is where we still are: on its way it was written in
    ASCII and lost its fragment, which is no redirect."""
    return url if reached == asked else reached


def _pause(url: str) -> float:
    try:
        return robots.crawl_delay(url)
    except FetchProblem:
        return 0.0
