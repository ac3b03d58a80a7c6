"""From what a check found to what is in the database."""

from __future__ import annotations

from django.utils import timezone

from press.fetching import rate_limit
from press.link_checks.archive import keep_copy
from press.link_checks.checker import Finding, examine
from press.link_checks.due import claim
from press.link_checks.models import Link
from press.link_checks.record import record


def write(finding: Finding) -> bool:
    """Write down one finding, and the archive copy if there is one. False when the link has changed meanwhile."""
    question = finding.question
    unchanged = Link.objects.filter(pk=question.pk, url=question.url, decided_at=question.decided_at)
    link = unchanged.select_related("clipping").first()
    if link is None:
        return False
    written = record(
        link,
        finding.answer,
        finding.verdict,
        published=link.clipping.date,
        has_copy=bool(link.clipping.archive_url),
        now=timezone.now(),
    )
    if written and finding.copy:
        keep_copy(link.clipping_id, link.url, finding.copy)
    return written


def check_one(pk: int) -> bool:
    """Check one link now, whenever it is due. False when there is nothing to check, when it is being checked already,
    or when its outlet was asked for another page just now: what is due then is left to the next run."""
    link = Link.objects.filter(pk=pk, clipping__citation=None, clipping__live=True).first()
    if link is None or not rate_limit.take_turn(link.url):
        return False
    finding = None
    try:
        question = claim(link)
        finding = examine(question, timezone.now()) if question else None
    finally:
        rate_limit.end_turn(link.url, finding.pause if finding else 0.0)
    return finding is not None and write(finding)
