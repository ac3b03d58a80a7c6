"""What comes into a judgement about a link, and what comes out of it. No database, no network."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from press.enums import LinkState


@dataclass(frozen=True, slots=True)
class Answer:
    """How an outlet answered one request, redirects followed."""

    #: The address that was asked for.
    url: str
    #: The HTTP status (RFC 9110) at the end of the redirects; None without an answer.
    status: int | None = None
    #: Why there was no answer: a code of `press.fetching.problems`.
    problem: str = ""
    #: Where all redirects led, and how far the permanent ones (301, 308) alone led; `url` without any.
    final_url: str = ""
    permanent_url: str = ""
    #: The beginning of an HTML page; empty for anything else.
    text: str = ""
    #: For conditional requests (RFC 9110, section 13).
    etag: str = ""
    last_modified: str = ""
    #: Seconds that the outlet wants to be left alone; 0 when it did not say.
    retry_after: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier checks found."""

    state: LinkState = LinkState.UNKNOWN
    reason: str = ""
    #: When state and reason became what they are; None before the first check.
    since: dt.datetime | None = None
    #: Consecutive checks that brought no usable answer, all for `reason`.
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of a link."""

    state: LinkState
    #: A code of `press.link_checks.reasons`; empty when there is nothing to add.
    reason: str = ""
    needs_person: bool = False
    #: Where the piece is now, or where its address leads instead; empty: where it always was.
    final_url: str = ""
    #: Whether the check brought no usable answer, and is worth trying again before long.
    failed: bool = False
