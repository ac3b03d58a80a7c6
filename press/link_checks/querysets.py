"""Queries about links."""

import datetime as dt
from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from press.enums import LinkState
from press.fetching.rate_limit import ScheduledQuerySet
from press.link_checks.enums import Need
from press.models import Clipping
from site_project.users.permissions import LocalePermissionPolicy, User

#: A link that could not be checked for so long may be worth a look.
LONG = dt.timedelta(days=30)


class LinkQuerySet(ScheduledQuerySet):
    schedule_field = "next_check_at"

    def published(self) -> Self:
        """The links of published citations, which are the ones that are checked. (No carrier has a link.)"""
        return self.filter(clipping__live=True)

    def up_to_date(self) -> Self:
        """Links about the address that the clipping has now."""
        return self.filter(url=F("clipping__url"))

    def editable_by(self, user: User) -> Self:
        """What `user` may act on: published citations in their languages."""
        clippings = LocalePermissionPolicy(Clipping).instances_user_has_any_permission_for(user, ["change"])
        return self.published().up_to_date().filter(clipping__in=clippings)

    def needing(self, need: Need) -> Self:
        conditions = {
            Need.PERSON: Q(needs_person=True),
            Need.UNKNOWN: Q(state=LinkState.UNKNOWN, since__lt=timezone.now() - LONG, checked_at__isnull=False),
        }
        return self.filter(conditions.get(need, Q(state=need.value))).order_by("-since", "-pk")

    def change(self, link: Any, check: models.Model | None, **values: Any) -> bool:
        """Write `values`, and `check` into the history. Neither, and False, when the address has changed since.

        A state and address that stay as they are are not written: visitors see both, and a write empties the page cache.
        """
        values = {
            name: value
            for name, value in values.items()
            if name not in ("state", "url") or value != getattr(link, name)
        }
        with transaction.atomic():
            if not self.filter(pk=link.pk, url=link.url).update(**values):
                return False
            if check:
                check.save()
        return True

    def known_to_work(self, now: dt.datetime) -> Self:
        """Links that worked when they were last checked and are not due, the latest first."""
        working = self.published().filter(state=LinkState.OK, next_check_at__gt=now)
        return working.exclude(checked_at=None).order_by("-checked_at")
