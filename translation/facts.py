"""Facts go public in every language when the source is published.

What holds no words (dates, times, status, addresses, choices, pictures) is copied to the published translations in the
same publish, without a translator, unless the translation has a value of its own (an override). The row, the live
revision and those that may still go live get it; drafts, reviews and schedules stay.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

logger = logging.getLogger(__name__)


def connect() -> None:
    """Start to listen; called once, when the app is ready."""
    page_published.connect(_published, dispatch_uid="translation.facts")


def _published(instance: Page, **kwargs: Any) -> None:
    if not instance.live or instance.alias_of_id:
        return
    if instance.first_published_at == instance.last_published_at:
        return  # its translations went live with it, by a schedule of their own (embargoes)
    try:
        with transaction.atomic():
            flow(instance)
    except Exception:  # a faulty translation never stops its source
        logger.exception("The facts of page %s did not reach its translations.", instance.pk)


def fact_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields of a model that are copied to translations and hold no words."""
    fields: list[models.Field[Any, Any]] = [
        treated.get_field(model) for treated in get_translatable_fields(model) if isinstance(treated, SynchronizedField)
    ]
    return [f for f in fields if f.concrete and not f.many_to_many and not isinstance(f, StreamField)]


def flow(source: Page) -> None:
    """Copy the facts of a published page to its published translations, and to theirs.

    wagtail-localize's own copy of the source gets them too, since the next translation is written from it. Where
    nothing but facts has changed since that copy was made, the copy is up to date again, and so are the translations
    that were.
    """
    snapshot = TranslationSource.objects.filter(object_id=source.translation_key, locale_id=source.locale_id).first()
    if snapshot is None:
        return
    published, copied = json.loads(source.to_json()), json.loads(snapshot.content_json)
    facts = {field.name for field in fact_fields(type(source))}
    content = {treated.field_name for treated in get_translatable_fields(type(source))}
    is_same = all(published.get(name) == copied.get(name) for name in content - facts)
    now = timezone.now()
    for target in _targets(source):
        was_current = target.last_published_at and target.last_published_at >= snapshot.last_updated_at
        if _take_over(source, target, now):
            flow(target)
        if is_same and was_current:
            Page.objects.filter(pk=target.pk).update(last_published_at=now)
    snapshot.content_json = json.dumps(copied | {name: published[name] for name in facts if name in published})
    if is_same:
        snapshot.last_updated_at = now
    snapshot.save(update_fields=["content_json", "last_updated_at"])


def _targets(source: Page) -> Iterable[Page]:
    """The published translations of a page that wagtail-localize writes."""
    jobs = Translation.objects.filter(
        source__object_id=source.translation_key, source__locale_id=source.locale_id, enabled=True
    )
    targets = type(source)._default_manager.filter(
        translation_key=source.translation_key,
        locale_id__in=jobs.values("target_locale_id"),
        live=True,
        alias_of=None,
    )
    return targets.exclude(pk=source.pk)


def _take_over(source: Page, target: Page, now: dt.datetime) -> bool:
    """Copy the facts that differ and that the translation has no value of its own for. Returns whether there were any."""
    own = set(
        SegmentOverride.objects.filter(
            context__object_id=source.translation_key, locale_id=target.locale_id
        ).values_list("context__path", flat=True)
    )
    after, before = source.serializable_data(), target.serializable_data()  # as stored: choices and lists compare
    changed = [
        field
        for field in fact_fields(type(source))
        if field.name not in own and after.get(field.name) != before.get(field.name)
    ]
    if not changed:
        return False
    for field in changed:
        setattr(target, field.attname, getattr(source, field.attname))
    target.last_published_at = now  # calendars see a newer state by it
    target.save(clean=False)  # no translator could mend the source's values

    data = target.serializable_data()
    facts = {field.name: data[field.name] for field in changed if field.name in data}
    pending = models.Q(pk__in=[target.live_revision_id, target.latest_revision_id])
    for revision in target.revisions.filter(pending | models.Q(approved_go_live_at__isnull=False)):
        Revision.objects.filter(pk=revision.pk).update(content=revision.content | facts)
    log(target, "wagtail.publish", revision=target.live_revision, content_changed=True)
    return True
