"""What becomes of a reference to a page when one language of that page is deleted.

"One language of the hub is enough": a clipping or an event points to one row, and counts for all languages. So when that
row goes and another language of the same page stays, the reference moves there; only with the last language does it go.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CASCADE, SET_NULL
from wagtail.models import Page


def move_or_cascade(collector: Any, field: Any, sub_objs: Any, using: str) -> None:
    """`on_delete`: point to another language of the page; without one, delete the object too."""
    _move(field, sub_objs, using)
    CASCADE(collector, field, sub_objs.all(), using)


def move_or_set_null(collector: Any, field: Any, sub_objs: Any, using: str) -> None:
    """`on_delete`: point to another language of the page; without one, to nothing."""
    _move(field, sub_objs, using)
    SET_NULL(collector, field, sub_objs.all(), using)


def _move(field: Any, sub_objs: Any, using: str) -> None:
    """Move the references among `sub_objs` that have somewhere to go. What has moved is no longer in the query."""
    going = set(sub_objs.order_by().values_list(field.attname, flat=True).distinct())
    pages = Page.objects.using(using)
    for pk in going:
        key = pages.filter(pk=pk).values("translation_key")
        siblings = pages.filter(translation_key__in=key, alias_of=None).exclude(pk__in=going).order_by("-live", "pk")
        sibling = siblings.values_list("pk", flat=True).first()
        if sibling is None:
            continue
        sub_objs.filter(**{field.attname: pk}).update(**{field.attname: sibling})
