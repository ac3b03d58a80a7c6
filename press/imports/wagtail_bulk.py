"""What Wagtail does when one object is saved, logged and indexed, for many objects in a few queries.

A row at a time, ten thousand clippings take half an hour. The tests hold what is written here against what Wagtail
writes for one object, so that a new version of Wagtail that does it differently is noticed.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from modelsearch.backends import get_search_backends_with_name
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision


def save_revisions(objects: Sequence[Any], user_id: int | None, now: dt.datetime) -> dict[int, Revision]:
    """A first revision for each of these new objects of one model, by primary key. The objects themselves are left as
    they are: see `newest_revision`."""
    content_type, base = objects[0].get_content_type(), objects[0].get_base_content_type()
    revisions = [
        Revision(
            content_type=content_type,
            base_content_type=base,
            object_id=str(instance.pk),
            created_at=now,
            user_id=user_id,
            object_str=str(instance),
            content=instance.serializable_data(),
        )
        for instance in objects
    ]
    Revision.objects.bulk_create(revisions)
    return {instance.pk: revision for instance, revision in zip(objects, revisions, strict=True)}


def newest_revision(model: type[Any]) -> Subquery:
    """For `update()`: the newest revision of each object of `model`."""
    own = Revision.objects.filter(
        base_content_type=model.get_base_content_type(), object_id=Cast(OuterRef("pk"), CharField())
    )
    return Subquery(own.order_by("-created_at", "-pk").values("pk")[:1])


def log(
    objects: Sequence[Any],
    action: str,
    user_id: int | None,
    now: dt.datetime,
    revisions: Mapping[int, Revision] | None = None,
    *,
    deleted: bool = False,
) -> None:
    """Note in the history of each of these objects of one model that `user_id` did `action`, as one action."""
    if not objects:
        return
    content_type = ContentType.objects.get_for_model(objects[0], for_concrete_model=False)
    together = uuid.uuid4()
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type,
            object_id=str(instance.pk),
            label=str(instance),
            action=action,
            timestamp=now,
            uuid=together,
            user_id=user_id,
            revision=(revisions or {}).get(instance.pk),
            content_changed=not deleted,
            deleted=deleted,
        )
        for instance in objects
    )


def record_references(objects: Sequence[Any]) -> None:
    """Record what these new objects of one model point to. Their child objects must be in memory."""
    content_type = ContentType.objects.get_for_model(objects[0], for_concrete_model=False)
    ReferenceIndex.objects.bulk_create(
        (
            ReferenceIndex(
                content_type=content_type,
                base_content_type=content_type,
                object_id=str(instance.pk),
                to_content_type_id=to_content_type_id,
                to_object_id=to_object_id,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
            for instance in objects
            for to_content_type_id, to_object_id, model_path, content_path in (
                ReferenceIndex._extract_references_from_object(instance)
            )
        ),
        ignore_conflicts=True,
    )


def index_for_search(model: type[Model], objects: Sequence[object]) -> None:
    """Make these objects findable. Objects that they are found by (a clipping's outlet) should be in memory."""
    if not objects:
        return
    for _name, backend in get_search_backends_with_name(with_auto_update=True):
        backend.add_bulk(model, objects)
