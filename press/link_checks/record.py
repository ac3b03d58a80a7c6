"""Writing down what a check found. A check is no edit: nothing of the clipping is touched here.

A row of history (`LinkCheck`) is added when the state or its reason changes, and at no other time: a link that works
for ten years has one row, and one that comes and goes gets about two a month. When it was last looked at stands in
the link itself.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from press.enums import LinkState
from press.link_checks.models import Link, LinkCheck
from press.link_checks.responses import Answer, Past, Verdict
from press.link_checks.schedule import next_check


def past_of(link: Link) -> Past:
    """What earlier checks found, with one query."""
    last = link.checks.order_by("-checked_at", "-pk").values_list("checked_at", flat=True).first()
    return Past(LinkState(link.state), link.reason, last if link.checked_at else None, link.failures)


def record(
    link: Link, answer: Answer, verdict: Verdict, *, published: dt.date, has_copy: bool, now: dt.datetime
) -> bool:
    """Write the verdict into the row of `link` and, if it is news, into its history.

    Args:
        link: when its address was changed or a person has decided since it was loaded, nothing is written.
        has_copy: whether the clipping has an archive copy.

    Returns:
        Whether it was written.
    """
    news = (verdict.state, verdict.reason) != (link.state, link.reason) or not link.checks.exists()
    news = news or link.checked_at is None
    failures = _failures(link, verdict)
    final_url = _fitting("final_url", verdict.final_url)
    values = {
        "state": verdict.state,
        "reason": verdict.reason,
        "status_code": answer.status,
        "final_url": final_url,
        "failures": failures,
        "needs_person": _needs_person(link, verdict, news=news, has_copy=has_copy),
        "checked_at": now,
        "next_check_at": next_check(
            verdict, failures=failures, published=published, now=now, retry_after=answer.retry_after
        ),
        **_validators(link, answer, verdict),
        "decided_by": None,
        "decided_at": None,
    }
    if verdict.state != link.state or link.since is None:
        values["since"] = now
    with transaction.atomic():
        if not Link.objects.filter(pk=link.pk, url=link.url, decided_at=link.decided_at).update(**values):
            return False
        if news:
            LinkCheck.objects.create(
                link=link,
                checked_at=now,
                state=verdict.state,
                status_code=answer.status,
                reason=verdict.reason,
                final_url=final_url,
            )
    return True


def _failures(link: Link, verdict: Verdict) -> int:
    if not verdict.failed:
        return 0
    return min(link.failures + 1, 1000) if verdict.reason == link.reason else 1


def _needs_person(link: Link, verdict: Verdict, *, news: bool, has_copy: bool) -> bool:
    """A question is put once: when somebody has dealt with it, the same finding does not ask again."""
    if verdict.state == LinkState.DEAD and verdict.reason != "answers_again":
        if has_copy:
            return False
        return True if link.state != LinkState.DEAD else link.needs_person
    return verdict.needs_person if news else link.needs_person


def _validators(link: Link, answer: Answer, verdict: Verdict) -> dict[str, str]:
    """What the next request is made conditional with: nothing, unless a page came."""
    if verdict.failed or verdict.state == LinkState.DEAD:
        return {"etag": "", "last_modified": ""}
    if answer.status == 304:  # it need not repeat them
        return {"etag": answer.etag or link.etag, "last_modified": answer.last_modified or link.last_modified}
    return {name: _fitting(name, getattr(answer, name)) for name in ("etag", "last_modified")}


def _fitting(name: str, value: str) -> str:
    """`value` if the column `name` holds it. Half an address or half a validator is worse than none."""
    longest = getattr(Link._meta.get_field(name), "max_length", None) or 0
    return value if len(value) <= longest else ""
