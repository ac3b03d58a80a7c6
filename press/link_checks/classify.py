"""From a response to the state of a link, and to the time of the next check. Pure: no database, no network.

The rules, from the most certain to the least:

- 404 is dead when two checks, at least a day apart, agree. 410 is dead at once: it means "gone for good"
  (RFC 9110, section 15.5.11), and nobody sends it by accident.
- A host name that does not exist is dead after three checks over three days: domains lapse and come back.
- Everything else that is no page (5xx, timeouts, 401, 403, 429, 451, robots.txt, a broken certificate) says nothing about
  the piece: unknown, and never dead.
- A permanent redirect to another article is a move. One to the home page, to a section or to an error page, and a page
  that says "not found" with status 200, are what outlets show instead of a piece: a person has to look.
- A dead link comes back to life only with a page; when its whole host had been gone, somebody else may have bought the
  name, and a person has to look.
"""

import datetime as dt
import random
from dataclasses import dataclass, replace

from press.enums import LinkState
from press.fetching.problems import Problem
from press.fetching.rate_limit import retry_interval, with_jitter
from press.link_checks.pages import Destination, destination, hides_piece, says_not_found, says_paywall

#: How long a 404 must last before it is believed.
NOT_FOUND_CONFIRMED = dt.timedelta(days=1)
#: How many checks, over how long, must find no such host.
DNS_CHECKS = 3
DNS_CONFIRMED = dt.timedelta(days=3)

#: New pieces are moved and corrected; old ones mostly stay.
NORMAL = dt.timedelta(days=30)
YOUNG = dt.timedelta(days=7)
YOUNG_FOR = dt.timedelta(days=30)
#: Dead links hardly come back.
DEAD = dt.timedelta(days=90)
#: After the first failure; doubled with each further one, up to NORMAL.
FIRST_RETRY = dt.timedelta(days=1)
#: A new address is checked within this time.
SOON = dt.timedelta(minutes=10)
#: A state that a person has set is not checked for so long.
DECIDED_FOR = dt.timedelta(days=180)
#: The limit for `Retry-After`.
LONGEST_RETRY_AFTER = dt.timedelta(days=30)

#: Statuses that say nothing about the piece (RFC 9110, section 15; 451: RFC 7725).
_STATUS_REASONS = {401: "login", 403: "forbidden", 404: "not_found", 410: "gone", 429: "busy", 451: "legal"}
#: What stands where a piece should be.
_SUBSTITUTES = {
    Destination.HOME: "home_page",
    Destination.SECTION: "section",
    Destination.ERROR_PAGE: "error_page",
}
#: Problems that will be the same tomorrow, and whether a person can do something about them.
_FINAL: dict[str, bool] = {Problem.ROBOTS: False, Problem.ADDRESS_BAD: True, Problem.ADDRESS_PORT: True}
#: Reasons that are about a page that was received, so that "not modified" (304) confirms them.
PAGE_REASONS = frozenset(
    {"", "moved", "marked", "login_page", "says_not_found", "consent", "hidden", *_SUBSTITUTES.values()}
)
#: Reasons that were read in the page itself.
_READ_IN_THE_PAGE = frozenset({"marked", "says_not_found", "hidden"})
#: Dead because the whole host was gone; and what that becomes once somebody answers there.
_HOST_GONE = frozenset({Problem.DNS, "answers_again"})


@dataclass(frozen=True, slots=True)
class Response:
    """What an outlet answered to one request, redirects followed."""

    #: The requested address.
    url: str
    #: The HTTP status (RFC 9110) at the end of the redirects; None without an response.
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
    #: `Retry-After` in seconds; 0 without one.
    retry_after: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """What earlier checks found."""

    state: LinkState = LinkState.UNKNOWN
    reason: str = ""
    #: When state and reason became what they are; None before the first check.
    since: dt.datetime | None = None
    #: Consecutive failed checks, all for `reason`.
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a link."""

    state: LinkState
    #: A code of `press.link_checks.enums`; empty when there is nothing to add.
    reason: str = ""
    needs_person: bool = False
    #: Where the piece is now, or where its address leads instead; empty when nothing changed.
    final_url: str = ""
    #: Whether the check brought no usable answer, and is worth trying again soon.
    failed: bool = False


def classify(response: Response, history: History, now: dt.datetime) -> Status:
    if response.status is None:
        return _without_response(response.problem, history, now)
    if response.status == 304:
        return _not_modified(response, history)
    if response.status == 402:
        return Status(LinkState.PAYWALL, "payment")
    if 200 <= response.status < 300:
        return _page(response, history)
    return _refusal(response.status, history, now)


def _without_response(problem: str, history: History, now: dt.datetime) -> Status:
    if history.state == LinkState.DEAD:
        return _still_dead(history)
    if problem in _FINAL:
        return Status(LinkState.UNKNOWN, problem, needs_person=_FINAL[problem])
    known_for = now - history.since if history.since and history.reason == problem else dt.timedelta()
    checks = history.failures + 1 if history.reason == problem else 1
    if problem == Problem.DNS and checks >= DNS_CHECKS and known_for >= DNS_CONFIRMED:
        return Status(LinkState.DEAD, problem, failed=True)
    return Status(LinkState.UNKNOWN, problem, failed=True)


def _refusal(status: int, history: History, now: dt.datetime) -> Status:
    reason = _STATUS_REASONS.get(status, "server_error" if status >= 500 else "refused")
    if status == 410:
        return Status(LinkState.DEAD, reason)
    if history.state == LinkState.DEAD:
        return _still_dead(history)
    if status == 404 and history.reason == reason and history.since and now - history.since >= NOT_FOUND_CONFIRMED:
        return Status(LinkState.DEAD, reason)
    return Status(LinkState.UNKNOWN, reason, failed=True)


def _still_dead(history: History) -> Status:
    return Status(LinkState.DEAD, history.reason, needs_person=history.reason == "answers_again")


def _not_modified(response: Response, history: History) -> Status:
    """The page is the one that was seen before, but the way to it may have changed since."""
    if history.reason not in PAGE_REASONS or history.state == LinkState.DEAD:
        return Status(LinkState.UNKNOWN, "refused", failed=True)  # a 304 to a request that was not conditional
    found = _page(replace(response, text=""), history)
    if history.reason in _READ_IN_THE_PAGE and found.state in {LinkState.OK, LinkState.MOVED}:
        return Status(history.state, history.reason, history.reason == "says_not_found", found.final_url)
    return found


def _page(response: Response, history: History) -> Status:
    where = destination(response.url, response.final_url or response.url)
    final_url = "" if where == Destination.SAME else response.final_url
    substitute = _SUBSTITUTES.get(where) or ("says_not_found" if says_not_found(response.text) else "")
    hidden = "consent" if where == Destination.CONSENT else "hidden" if hides_piece(response.text) else ""
    if history.state == LinkState.DEAD and (substitute or hidden):
        return _still_dead(history)
    if history.state == LinkState.DEAD and history.reason in _HOST_GONE:
        return Status(LinkState.DEAD, "answers_again", needs_person=True, final_url=final_url)
    if substitute:
        return Status(LinkState.UNKNOWN, substitute, needs_person=True, final_url=final_url)
    if hidden:
        return Status(LinkState.UNKNOWN, hidden, final_url=final_url)
    if where == Destination.LOGIN:
        return Status(LinkState.PAYWALL, "login_page", final_url=final_url)
    if says_paywall(response.text):
        return Status(LinkState.PAYWALL, "marked", final_url=final_url)
    permanent = response.permanent_url or response.url
    if destination(response.url, permanent) == Destination.ARTICLE:
        return Status(LinkState.MOVED, "moved", final_url=permanent)
    # A temporary redirect asks to keep using the address as it is (RFC 9110, section 15.4.3).
    return Status(LinkState.OK)


def next_check(
    status: Status, *, failures: int, published: dt.date, now: dt.datetime, retry_after: int = 0
) -> dt.datetime:
    """When to check a link again.

    Args:
        failures: consecutive checks that failed, this one included.
        published: the day of the piece.
        retry_after: seconds of the `Retry-After` header (RFC 9110, section 10.2.3).
    """
    if status.state == LinkState.DEAD:
        interval = DEAD
    elif status.failed:
        interval = retry_interval(failures, first=FIRST_RETRY, longest=NORMAL)
    elif now.date() - published < YOUNG_FOR:
        interval = YOUNG
    else:
        interval = NORMAL
    interval = max(interval, min(dt.timedelta(seconds=retry_after), LONGEST_RETRY_AFTER))
    return now + with_jitter(interval)


def soon(now: dt.datetime) -> dt.datetime:
    """When to check a new address for the first time."""
    return now + SOON * random.random()  # noqa: S311 - no secret
