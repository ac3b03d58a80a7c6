"""What waits for a person, as staff see it: by what is needed."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from press.enums import LinkState
from press.link_checks.models import Link
from press.models import Clipping
from site_project.users.permissions import LocalePermissionPolicy, User

#: A link that could not be checked for so long may be worth a look.
LONG = dt.timedelta(days=30)


class Need(models.TextChoices):
    """The lists of the queue."""

    PERSON = "person", pgettext_lazy("list of links", "Need you")
    DEAD = "dead", pgettext_lazy("list of links", "Dead")
    MOVED = "moved", pgettext_lazy("list of links", "Moved")
    PAYWALL = "paywall", pgettext_lazy("list of links", "Behind a paywall")
    UNKNOWN = "unknown", pgettext_lazy("list of links", "Could not be checked")


def may_see(user: User) -> bool:
    """Whether `user` has anything to do with links at all."""
    return LocalePermissionPolicy(Clipping).user_has_permission(user, "change")


def links_of(user: User) -> QuerySet[Link]:
    """The links that `user` may act on: those of published citations in their languages, with the address as it is."""
    clippings = LocalePermissionPolicy(Clipping).instances_user_has_any_permission_for(user, ["change"])
    links = Link.objects.filter(clipping__in=clippings, clipping__citation=None, clipping__live=True)
    return links.filter(url=F("clipping__url"))


def needing(links: QuerySet[Link], need: Need) -> QuerySet[Link]:
    """Those of `links` that belong in a list, what came last first."""
    return links.filter(_CONDITIONS[need]()).order_by("-since", "-pk")


def _unknown_for_long() -> Q:
    return Q(state=LinkState.UNKNOWN, since__lt=timezone.now() - LONG, checked_at__isnull=False)


_CONDITIONS = {
    Need.PERSON: lambda: Q(needs_person=True),
    Need.DEAD: lambda: Q(state=LinkState.DEAD),
    Need.MOVED: lambda: Q(state=LinkState.MOVED),
    Need.PAYWALL: lambda: Q(state=LinkState.PAYWALL),
    Need.UNKNOWN: _unknown_for_long,
}
