"""From an answer to the state of a link. Pure: what was found before comes in, nothing else is looked up.

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

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from press.enums import LinkState
from press.fetching import problems
from press.link_checks.pages import hides_piece, says_not_found, says_paywall
from press.link_checks.redirects import Destination, destination
from press.link_checks.responses import Answer, Past, Verdict

#: How long a 404 must last before it is believed.
NOT_FOUND_CONFIRMED = dt.timedelta(days=1)
#: How many checks, over how long, must find no such host.
DNS_CHECKS = 3
DNS_CONFIRMED = dt.timedelta(days=3)

#: Statuses that say nothing about the piece (RFC 9110, section 15; 451: RFC 7725).
_STATUS_REASONS = {401: "login", 403: "forbidden", 404: "not_found", 410: "gone", 429: "busy", 451: "legal"}
#: What stands where a piece should be.
_STAND_INS = {
    Destination.HOME: "home_page",
    Destination.SECTION: "section",
    Destination.ERROR_PAGE: "error_page",
}
#: Problems that will be the same tomorrow, and whether a person can do something about them.
_FINAL = {problems.ROBOTS: False, problems.ADDRESS_BAD: True, problems.ADDRESS_PORT: True}
#: Reasons of verdicts about a page that did come, so that "not modified" (304) confirms them.
PAGE_REASONS = frozenset(
    {"", "moved", "marked", "login_page", "says_not_found", "consent", "hidden", *_STAND_INS.values()}
)
#: Reasons that were read in the page itself.
_SAID_BY_THE_PAGE = frozenset({"marked", "says_not_found", "hidden"})
#: Dead because the whole host was gone; and what that becomes once somebody answers there.
_HOST_GONE = frozenset({problems.DNS, "answers_again"})


def classify(answer: Answer, past: Past, now: dt.datetime) -> Verdict:
    """What to think of the link that was answered so."""
    if answer.status is None:
        return _without_answer(answer.problem, past, now)
    if answer.status == 304:
        return _not_modified(answer, past)
    if answer.status == 402:
        return Verdict(LinkState.PAYWALL, "payment")
    if 200 <= answer.status < 300:
        return _page(answer, past)
    return _refusal(answer.status, past, now)


def _without_answer(problem: str, past: Past, now: dt.datetime) -> Verdict:
    if past.state == LinkState.DEAD:
        return _still_dead(past)
    if problem in _FINAL:
        return Verdict(LinkState.UNKNOWN, problem, needs_person=_FINAL[problem])
    known_for = now - past.since if past.since and past.reason == problem else dt.timedelta()
    checks = past.failures + 1 if past.reason == problem else 1
    if problem == problems.DNS and checks >= DNS_CHECKS and known_for >= DNS_CONFIRMED:
        return Verdict(LinkState.DEAD, problem, failed=True)
    return Verdict(LinkState.UNKNOWN, problem, failed=True)


def _refusal(status: int, past: Past, now: dt.datetime) -> Verdict:
    reason = _STATUS_REASONS.get(status, "server_error" if status >= 500 else "refused")
    if status == 410:
        return Verdict(LinkState.DEAD, reason)
    if past.state == LinkState.DEAD:
        return _still_dead(past)
    if status == 404 and past.reason == reason and past.since and now - past.since >= NOT_FOUND_CONFIRMED:
        return Verdict(LinkState.DEAD, reason)
    return Verdict(LinkState.UNKNOWN, reason, failed=True)


def _still_dead(past: Past) -> Verdict:
    return Verdict(LinkState.DEAD, past.reason, needs_person=past.reason == "answers_again")


def _not_modified(answer: Answer, past: Past) -> Verdict:
    """The page is the one that was seen before, but the way to it may have changed since."""
    if past.reason not in PAGE_REASONS or past.state == LinkState.DEAD:
        return Verdict(LinkState.UNKNOWN, "refused", failed=True)  # nobody asked for a 304
    found = _page(replace(answer, text=""), past)
    if past.reason in _SAID_BY_THE_PAGE and found.state in {LinkState.OK, LinkState.MOVED}:
        return Verdict(past.state, past.reason, past.reason == "says_not_found", found.final_url)
    return found


def _page(answer: Answer, past: Past) -> Verdict:
    where = destination(answer.url, answer.final_url or answer.url)
    final_url = "" if where == Destination.SAME else answer.final_url
    stands_in = _STAND_INS.get(where) or ("says_not_found" if says_not_found(answer.text) else "")
    hidden = "consent" if where == Destination.CONSENT else "hidden" if hides_piece(answer.text) else ""
    if past.state == LinkState.DEAD and (stands_in or hidden):
        return _still_dead(past)
    if past.state == LinkState.DEAD and past.reason in _HOST_GONE:
        return Verdict(LinkState.DEAD, "answers_again", needs_person=True, final_url=final_url)
    if stands_in:
        return Verdict(LinkState.UNKNOWN, stands_in, needs_person=True, final_url=final_url)
    if hidden:
        return Verdict(LinkState.UNKNOWN, hidden, final_url=final_url)
    if where == Destination.LOGIN:
        return Verdict(LinkState.PAYWALL, "login_page", final_url=final_url)
    if says_paywall(answer.text):
        return Verdict(LinkState.PAYWALL, "marked", final_url=final_url)
    permanent = answer.permanent_url or answer.url
    if destination(answer.url, permanent) == Destination.ARTICLE:
        return Verdict(LinkState.MOVED, "moved", final_url=permanent)
    # A temporary redirect asks to keep using the address as it is (RFC 9110, section 15.4.3).
    return Verdict(LinkState.OK)
