"""Takes the sample library away again."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Cast
from django.db.models.query import QuerySet

from demo.generator.hubs import remove_hubs
from demo.generator.library import DOMAIN
from press.models import Clipping, Outlet


def remove_library() -> dict[str, int]:
    """Delete sample clippings, outlets and hubs, and what belongs to them. Returns how many of each.

    Straight in the database: a hundred thousand deletions one by one would take the better part of an hour.
    """
    outlets = Outlet.objects.filter(website__endswith=f"{DOMAIN}/")
    clippings = Clipping.objects.filter(outlet__in=outlets)
    with transaction.atomic():
        counts = {"clippings": clippings.count(), "outlets": outlets.count()}
        _remove(clippings.carriers())
        _remove(clippings)
        _remove(outlets)
    return {**counts, "hubs": remove_hubs()}


def _remove(rows: QuerySet[Any]) -> None:
    """Delete `rows` and, without a signal, what points to them."""
    for relation in rows.model._meta.related_objects:
        name = relation.field.name
        pointing = relation.related_model._default_manager.filter(**{f"{name}__in": rows})
        if relation.on_delete is models.SET_NULL:
            pointing.update(**{name: None})
        elif relation.on_delete is models.CASCADE and relation.related_model is not rows.model:
            _remove(pointing)
    if entries := getattr(rows.model, "index_entries", None):
        kind = ContentType.objects.get_for_model(rows.model)
        keys = rows.order_by().annotate(key=Cast("pk", models.CharField())).values("key")
        _raw(entries.rel.model._default_manager.filter(content_type=kind, object_id__in=keys))
    _raw(rows)


def _raw(rows: QuerySet[Any]) -> None:
    rows.order_by()._raw_delete(using=rows.db)
