"""An original was published: its facts go to every translation, whose texts stay as visitors read them."""

import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import Translation
from wagtail_localize.segments.extract import extract_segments

from translation import snapshot
from translation.composing import EXPIRY, Kept, Text, compose, count_waiting, source_blocks, texts_of
from translation.editor import memory
from translation.models import COUNTED, Published
from translation.querysets import translations_of
from translation.recording import load, overrides_of, strings_of, trace

logger = logging.getLogger(__name__)


def carry_to(translations: Iterable[Translation], original: object) -> None:
    """Carry what `original` says now to its translations. A fault never stops the original: the translations count as
    behind until it is published again."""
    translations = list(translations)
    source = translations[0].source
    rows = {row.translation_id: row for row in Published.objects.filter(translation__in=translations)}
    if not any(row.has_fault for row in rows.values()) and snapshot.is_taken(source, original):
        return
    content_before = json.loads(source.content_json)
    try:
        with transaction.atomic():
            segments, taken = snapshot.take(source, original)
    except Exception:
        logger.exception("The texts of %r could not be taken.", original)
        _mark_behind(translations)
        return
    texts = texts_of(segments)
    for translation in translations:
        translation.source = source
        row = rows.get(translation.pk)
        try:
            with transaction.atomic():
                if not translation.enabled:
                    _carry_facts_to_stopped(translation, content_before)
                    continue
                memory.fill(translation)
                own, taken = taken or snapshot.read(source), None  # its blocks become those of the translation
                shown = carry_over(translation, row, own, segments, content_before)
                if row:
                    _count(row, shown, texts)
        except Exception:
            logger.exception("The facts of %r could not be carried over to %s.", original, translation)
            _mark_behind([translation])


def _mark_behind(translations: list[Translation]) -> None:
    Published.objects.filter(translation__in=translations).update(behind=F("behind") + 1, has_fault=True)


def repair(translation: Translation, row: Published, target: object) -> None:
    """After a translation went public: bring in the facts of the live original, whatever the revision said, and leave out
    words of the original that came with it unasked."""
    source = translation.source
    try:
        original = source.get_source_instance()
    except ObjectDoesNotExist:
        return
    if not translation.enabled or not getattr(original, "live", True):
        return
    try:
        with transaction.atomic():
            original = source.as_instance()
            segments = extract_segments(original)
            kept = Kept(load(row), type(target))
            shown = _write_live(translation, original, target, segments, kept, row.overrides)
            _count(row, shown, texts_of(segments))
    except Exception:
        logger.exception("The facts of %r could not be carried over to %s.", original, translation)
        _mark_behind([translation])


def _count(row: Published, shown: dict[str, Text], source: dict[str, Text]) -> None:
    row.count(count_waiting(shown, source))
    row.source_blocks = sorted(source_blocks(shown))
    row.has_fault = False
    row.save(update_fields=[*COUNTED, "has_fault", "source_blocks"])


def reschedule(original: Page) -> None:
    """After an original was scheduled: its translations that would be public sooner wait as long."""
    moment = original.revisions.aggregate(moment=Max("approved_go_live_at"))["moment"]
    if moment is None:
        return
    for target in translations_of(original).filter(live=False):
        for revision in target.revisions.filter(approved_go_live_at__lt=moment):
            content = revision.content | {"go_live_at": moment.isoformat()}
            Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=moment)


def carry_over(
    translation: Translation,
    row: Published | None,
    original: object,
    segments: list[Any],
    content_before: dict[str, Any],
) -> dict[str, Text]:
    """Make what visitors and editors see of one translation agree with the facts of its original.

    Args:
        row: what visitors read of it; None when nothing.
        original: as it was taken, for this translation alone.
        segments: those of the original now.
        content_before: what the original had until now.

    Returns the texts that visitors read, by path.
    """
    texts = load(row)
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return texts
    if getattr(target, "alias_of_id", None):
        return texts
    overrides = overrides_of(translation, row.overrides if row else {})
    kept = Kept(texts, type(target))
    is_live = not isinstance(target, DraftStateMixin) or target.live
    if row and row.was_public and is_live:
        public = {path: value for path, value in row.overrides.items() if path not in overrides} | {
            path: overrides[path] for path in row.overrides if path in overrides
        }
        texts = _write_live(translation, original, target, segments, kept, public)
    source_before: dict[str, Text] | None = None
    for revision in _pending(target):
        if source_before is None:
            source_before = texts_of(extract_segments(snapshot.read(translation.source, content_before)))
        draft = revision.as_object()
        own = Kept(trace(draft, source_before, strings_of(translation), texts), type(target))
        compose(snapshot.read(translation.source), draft, segments, own, overrides, translation.target_locale)
        _keep_slug(draft, target)
        Revision.objects.filter(pk=revision.pk).update(content=draft.serializable_data())
    return texts


def _write_live(
    translation: Translation,
    original: object,
    target: object,
    segments: list[Any],
    kept: Kept,
    overrides: dict[str, Any],
) -> dict[str, Text]:
    before = _comparable(target)
    shown = compose(original, target, segments, kept, overrides, translation.target_locale)
    _keep_slug(target, target)
    if _comparable(target) != before:
        _save_live(target)
    return shown


def _save_live(target: Any) -> None:
    content = _content(target)
    if isinstance(target, DraftStateMixin):
        # Calendars count changes by it.
        target.last_published_at = timezone.now()
        content["last_published_at"] = target.last_published_at
    target.is_carried_over = True
    if isinstance(target, Page):
        target.save(clean=False)
    else:
        target.save()
    # In place: a new revision would cancel reviews and make newer drafts stale.
    if revision_id := getattr(target, "live_revision_id", None):
        Revision.objects.filter(pk=revision_id).update(content=content)
    log(instance=target, action="translation.flow", content_changed=True)


def _carry_facts_to_stopped(translation: Translation, before: dict[str, Any]) -> None:
    """A translation that is edited by hand follows the facts that it still has as the original had them; what was
    changed by hand stays.

    Args:
        before: the original's content until now.
    """
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return
    original = snapshot.read(translation.source)
    before, changed = snapshot.comparable(type(original), before), _comparable(original)
    for pending in _pending(target):
        draft = pending.as_object()
        if _take_facts(draft, original, before, changed):
            Revision.objects.filter(pk=pending.pk).update(content=draft.serializable_data())
    if (not isinstance(target, DraftStateMixin) or target.live) and _take_facts(target, original, before, changed):
        _save_live(target)


def _take_facts(target: object, original: object, before: dict[str, Any], changed: dict[str, Any]) -> bool:
    """Three ways: the original's facts before and now, and the target's. Returns whether any was taken."""
    own = _comparable(target)
    facts = [
        field.get_field(type(target))
        for field in get_translatable_fields(type(target))
        if isinstance(field, SynchronizedField)
    ]
    if isinstance(target, Page):
        facts.append(target._meta.get_field(EXPIRY))
    taken = [
        fact
        for fact in facts
        if fact.concrete
        and own.get(fact.name) == before.get(fact.name)
        and changed.get(fact.name) != before.get(fact.name)
    ]
    for fact in taken:
        setattr(target, fact.attname, getattr(original, fact.attname))
    if taken:
        for name, is_shown in getattr(type(target), "texts_bound_to_facts", {}).items():
            if not is_shown:  # it was said of the facts until now
                setattr(target, name, "")
    return bool(taken)


def _content(target: object) -> dict[str, Any]:
    return dict(target.serializable_data()) if hasattr(target, "serializable_data") else {}


def _comparable(target: object) -> dict[str, Any]:
    return snapshot.comparable(type(target), _content(target))


def _keep_slug(composed: Any, target: Any) -> None:
    """Addresses are decided for each language; one that is missing is that of the row."""
    if isinstance(composed, Page):
        composed.slug = slugify(composed.slug) or type(target).objects.values_list("slug", flat=True).get(pk=target.pk)


def _pending(target: object) -> Iterator[Revision]:
    """The revisions that can still become public, without the one that is."""
    if not isinstance(target, DraftStateMixin):
        return
    pending = Q(pk=target.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    yield from target.revisions.filter(pending).exclude(pk=target.live_revision_id).order_by("pk")
