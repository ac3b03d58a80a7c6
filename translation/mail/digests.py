"""What happened in the languages of a person since they were last told, in one mail."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.mail import send_mail
from wagtail.models import Locale, PageLogEntry

from site_project.i18n.translations import State
from site_project.users.forms import preferred_language
from site_project.users.permissions import locale_ids_of
from translation.desk.actions import open_tasks
from translation.desk.rows import Row, rows_for
from translation.guards.submitting import PERMISSION
from translation.models import MailSettings

#: Between two mails to the same person.
PAUSE = dt.timedelta(hours=1)
REVIEWED = {"wagtail.workflow.approve": True, "wagtail.workflow.reject": False}
PUBLISHED = "wagtail.publish"


@dataclass(frozen=True, slots=True)
class Digest:
    """What a mail tells. Rows are tasks; log entries are about pages that the person has worked on."""

    new: list[Row]
    changed: list[Row]
    approved: list[PageLogEntry]
    rejected: list[PageLogEntry]
    published: list[PageLogEntry]

    def __bool__(self) -> bool:
        return any((self.new, self.changed, self.approved, self.rejected, self.published))


def send_digests() -> int:
    """Mail everybody who wants to be told and was not within the last hour. Returns how many mails were sent."""
    return sum(_send(user) for user in get_user_model().objects.filter(is_active=True).exclude(email=""))


@transaction.atomic
def _send(user: Any) -> bool:
    if not user.has_perm(PERMISSION) or not locale_ids_of(user):
        return False
    told = MailSettings.objects.select_for_update().get_or_create(
        user=user, defaults={"is_wanted": translates_only(user)}
    )[0]
    now = timezone.now()
    if not told.is_wanted or (told.told_at and now - told.told_at < PAUSE):
        return False
    with translation.override(preferred_language(user)):
        digest = digest_for(user, told.told_at)
        told.told_at = now  # in the same transaction: nobody is told twice
        told.save(update_fields=["told_at"])
        if not digest:
            return False
        context = {
            "user": user,
            "digest": digest,
            "site": settings.WAGTAILADMIN_BASE_URL,
            "desk_url": settings.WAGTAILADMIN_BASE_URL + reverse("translation_desk:index"),
            "account_url": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_account"),
        }
        subject = " ".join(render_to_string("translation/mail/digest_subject.txt", context).split())
        text = render_to_string("translation/mail/digest.txt", context)
    send_mail(subject, text, [user.email])  # leaves it in the database, in the same transaction
    return True


def translates_only(user: Any) -> bool:
    """Whether a person works in other languages than the default one alone: the others know what they have written."""
    return Locale.get_default().pk not in locale_ids_of(user)


def digest_for(user: Any, since: dt.datetime | None) -> Digest:
    """What happened since then (None: ever), without what the person did."""
    tasks = open_tasks(user).assigned_to_or_free(user)
    if since:
        tasks = tasks.filter(since__gt=since)
    rows = rows_for(user, tasks)
    entries = _entries(user, since) if since else []
    return Digest(
        new=[row for row in rows if row.task.state == State.MISSING],
        changed=[row for row in rows if row.task.state != State.MISSING],
        approved=[entry for entry in entries if REVIEWED.get(entry.action) is True],
        rejected=[entry for entry in entries if REVIEWED.get(entry.action) is False],
        published=[entry for entry in entries if entry.action == PUBLISHED],
    )


def _entries(user: Any, since: dt.datetime) -> list[PageLogEntry]:
    """What others did to pages in the languages of a person who has worked on them. One entry for each page and kind."""
    own = PageLogEntry.objects.filter(user=user)
    found = (
        PageLogEntry.objects.filter(
            action__in=[*REVIEWED, PUBLISHED],
            timestamp__gt=since,
            page__in=own.values("page"),
            page__locale__in=locale_ids_of(user) - {Locale.get_default().pk},
        )
        .exclude(user=user)
        .exclude(user=None)
        .select_related("page__locale", "user")
        .order_by("timestamp", "pk")
    )
    return list({(entry.page_id, entry.action): entry for entry in found}.values())
