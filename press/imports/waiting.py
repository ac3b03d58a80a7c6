"""What waits for somebody who may publish clippings. Said once, for the home screen and the menu."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils import timezone

from press.imports.enums import ImportSource, ImportState
from press.imports.models import ImportRow
from press.models import Clipping
from site_project.users.permissions import LocalePermissionPolicy, User, locale_ids_of

_CACHE = "_waiting_coverage"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Numbers of clippings to be published, imports to be reviewed and proposals of feeds, each with the day since when
    the oldest one waits."""

    drafts: int = 0
    imports: int = 0
    proposals: int = 0
    drafts_since: dt.date | None = None
    imports_since: dt.date | None = None
    proposals_since: dt.date | None = None

    @property
    def total(self) -> int:
        return self.drafts + self.imports + self.proposals


def waiting_for(user: User) -> Waiting:
    """What waits in the languages of `user`; nothing for those who may not publish clippings, or only translate them.
    Two queries, kept on the user object, which lives as long as the request."""
    known: Waiting | None = getattr(user, _CACHE, None)
    if known is None:
        known = _find(user)
        setattr(user, _CACHE, known)
    return known


def _find(user: User) -> Waiting:
    policy = LocalePermissionPolicy(Clipping)
    if not all(policy.user_has_permission(user, action) for action in ("add", "publish")):
        return Waiting()
    locales = locale_ids_of(user)
    drafts = Clipping.objects.waiting().filter(locale__in=locales).order_by()
    since = Min("latest_revision__created_at")
    clippings = drafts.aggregate(count=Count("pk"), since=since)
    proposed = Q(press_import__source=ImportSource.FEED)
    rows = ImportRow.objects.open().filter(press_import__state=ImportState.REVIEW, press_import__locale__in=locales)
    imports = rows.order_by().aggregate(
        imports=Count("press_import", filter=~proposed, distinct=True),
        imports_since=Min("press_import__created_at", filter=~proposed),
        proposals=Count("pk", filter=proposed),
        proposals_since=Min("read_on", filter=proposed),
    )
    return Waiting(
        drafts=clippings["count"],
        drafts_since=_day(clippings["since"]),
        imports=imports["imports"],
        imports_since=_day(imports["imports_since"]),
        proposals=imports["proposals"],
        proposals_since=imports["proposals_since"],
    )


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(moment) if moment else None
