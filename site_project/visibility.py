"""Which pages a visitor may see: live, not before their time, not an alias of a page in another language, not private."""

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import PageViewRestriction


def restrictions_of(path: str = "path") -> QuerySet[PageViewRestriction]:
    """The view restrictions on the page whose tree path is the outer query's field `path`, for use in a subquery.

    A restriction covers the page it stands on and all below it, so it is found by path prefix.
    """
    return PageViewRestriction.objects.annotate(
        candidate_path=ExpressionWrapper(OuterRef(path), output_field=CharField())
    ).filter(candidate_path__startswith=F("page__path"))


def published_q() -> Q:
    """The condition that a page is published, and not before its time.

    Wagtail makes a scheduled page live when its time has come, and leaves alone the row of a live page that has a
    newer version scheduled. So a live row with a time in the future is there by accident: it stays hidden until then.
    """
    due = Q(go_live_at__isnull=True) | Q(go_live_at__lte=timezone.now())
    return Q(live=True, alias_of__isnull=True) & due


def is_visible() -> ExpressionWrapper:
    """The condition, to annotate pages with."""
    condition = published_q() & ~Q(Exists(restrictions_of()))
    return ExpressionWrapper(condition, output_field=BooleanField())
