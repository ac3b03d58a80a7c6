"""What happens to translations when an original is published, and when they are.

Publishing an original carries its facts to every language in the same transaction; texts stay as visitors read them.
Publishing a translation notes what visitors now read (`Published`).
"""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision, TranslatableMixin
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from translation import snapshot
from translation.composing import (
    SLUG,
    Kept,
    Text,
    block_of,
    compose,
    count_waiting,
    digest,
    has_words,
    source_blocks,
    texts_of,
)
from translation.guards.targets import exists
from translation.models import Published

logger = logging.getLogger(__name__)


def connect() -> None:
    """Start to listen; called once, when the app is ready."""
    post_save.connect(saved, dispatch_uid="translation.publishing")


def saved(sender: Any, instance: Any, update_fields: Any = None, raw: bool = False, **kwargs: Any) -> None:
    """After the row that visitors read was saved as a whole: pages do so in a transaction, however they go live."""
    if update_fields is not None or raw or not isinstance(instance, TranslatableMixin):
        return
    if (isinstance(instance, DraftStateMixin) and not instance.live) or getattr(instance, "has_own_desk", False):
        return
    is_composed = instance.__dict__.pop("_is_composed", False)
    links = list(
        Translation.objects.filter(
            Q(source__locale=instance.locale_id) | Q(target_locale=instance.locale_id),
            source__object_id=instance.translation_key,
            source__specific_content_type__model=instance._meta.model_name,
        ).select_related("source", "target_locale")
    )
    for translation in links:
        if translation.target_locale_id == instance.locale_id and not is_composed:
            record(translation, instance)
    following = [translation for translation in links if translation.source.locale_id == instance.locale_id]
    if following:
        flow(following[0].source, instance, following)


# What visitors read


def load(row: Published | None) -> dict[str, Text]:
    """The texts that visitors read, by path."""
    stored = row.texts if row else {}
    return {
        path: Text(text["template"], [tuple(string) for string in text["strings"]]) for path, text in stored.items()
    }


def record(translation: Translation, instance: Any) -> Published:
    """Note what visitors read, now that `instance` is what they see."""
    row = Published.objects.filter(translation=translation).first() or Published(translation=translation)
    source = _source_texts(translation.source)
    texts = _trace(instance, source, _desk(translation), load(row))
    row.texts = _stored(texts)
    row.source_blocks = sorted(source_blocks(texts))
    row.overrides = _overrides(translation, row.overrides)
    row.behind, row.untranslated = count_waiting(texts, source)
    row.save()
    return row


def _trace(
    instance: Any, source: dict[str, Text], desk: dict[str, dict[str, str]], before: dict[str, Text]
) -> dict[str, Text]:
    """The texts of a translation, each with the string of the source that it translates."""
    texts = {}
    for path, text in texts_of(extract_segments(instance)).items():
        origin = source.get(path, Text())
        strings = []
        for number, (_own, data, attrs) in enumerate(text.strings):
            original = origin.strings[number] if number < len(origin.strings) else None
            strings.append(_traced(path, data, attrs, original, desk.get(path, {}), before.get(path, Text())))
        texts[path] = Text(text.template, strings)
    return texts


def _traced(
    path: str, data: str, attrs: Any, original: Any, desk: dict[str, str], before: Text
) -> tuple[str, str, Any]:
    """Which string of the source a published text translates."""
    said = _comparable(path, data)
    if original and original[0] in desk and _comparable(path, desk[original[0]]) == said:
        return original[0], desk[original[0]], original[2]
    for string in before.strings:
        if _comparable(path, string[1]) == said:
            return string
    for key, text in desk.items():
        if _comparable(path, text) == said:
            return key, data, attrs
    if original is None:
        return "", data, attrs
    is_the_same = path != SLUG and has_words(data) and _comparable(path, original[1]) == said
    return "" if is_the_same else original[0], data, attrs


def _comparable(path: str, data: str) -> str:
    text: str = StringValue(data).render_text().strip()
    return slugify(text) if path == SLUG else text


def _source_texts(source: TranslationSource) -> dict[str, Text]:
    texts: dict[str, Text] = defaultdict(Text)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    for path, data, attrs in rows.values_list("context__path", "string__data", "attrs"):
        texts[path].strings.append((digest(data), data, json.loads(attrs or "null")))
    return texts


def _desk(translation: Translation) -> dict[str, dict[str, str]]:
    """The translator's texts without error: by path and hash of the source's string."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id, has_error=False
    )
    for path, key, data in rows.values_list("context__path", "translation_of__data_hash", "data"):
        if data.strip():
            texts[path][str(key)] = data
    return texts


def _overrides(translation: Translation, before: dict[str, Any]) -> dict[str, Any]:
    """What takes the place of pictures, documents and addresses. A faulty or vanished one keeps the last good one."""
    segments = OverridableSegment.objects.filter(source=translation.source_id)
    paths = set(segments.values_list("context__path", flat=True))
    rows = SegmentOverride.objects.filter(
        locale=translation.target_locale_id, context__object_id=translation.source.object_id
    ).select_related("context")
    found = {}
    for override in rows:
        path = override.context.path
        if path not in paths:
            continue
        if not override.has_error and exists(override, override.data):
            found[path] = override.data
        elif path in before and exists(override, before[path]):
            found[path] = before[path]
    return found


def _stored(texts: dict[str, Text]) -> dict[str, Any]:
    return {path: {"template": text.template, "strings": text.strings} for path, text in texts.items()}


# An original was published


def flow(source: TranslationSource, instance: Any, translations: Iterable[Translation]) -> None:
    """Carry what `instance` says now to its translations. A fault in one of them never stops the original."""
    with transaction.atomic():
        source = TranslationSource.objects.select_for_update().get(pk=source.pk)
        before = _source_texts(source)
        segments = snapshot.take(source, instance)
        for translation in translations:
            translation.source = source
            try:
                with transaction.atomic():
                    carry_over(translation, segments, before)
            except Exception:
                logger.exception("The facts of %s could not be carried over.", translation)


def carry_over(translation: Translation, segments: list[Any], source_before: dict[str, Text]) -> None:
    """Make what visitors and editors see of one translation agree with the facts of its original.

    Args:
        segments: those of the original now.
        source_before: the texts that the original had until now.
    """
    row = Published.objects.filter(translation=translation).first()
    texts = load(row)
    if row:
        waiting = count_waiting(texts, texts_of(segments))
        if waiting != (row.behind, row.untranslated):
            row.behind, row.untranslated = waiting
            row.save(update_fields=["behind", "untranslated"])
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return
    if not translation.enabled or getattr(target, "alias_of_id", None):
        return
    overrides = _overrides(translation, row.overrides if row else {})
    kept = Kept(texts, type(target))
    is_live = not isinstance(target, DraftStateMixin) or target.live
    if row and is_live:
        public = {path: value for path, value in row.overrides.items() if path not in overrides} | {
            path: overrides[path] for path in row.overrides if path in overrides
        }
        _write_live(translation, target, segments, kept, public)
    for revision in _pending(target):
        draft = revision.as_object()
        own = Kept(_trace(draft, source_before, _desk(translation), texts), type(target))
        compose(translation.source.as_instance(), draft, segments, own, overrides, translation.target_locale)
        _keep_slug(draft, target)
        Revision.objects.filter(pk=revision.pk).update(content=draft.serializable_data())


def _write_live(
    translation: Translation, target: Any, segments: list[Any], kept: Kept, overrides: dict[str, Any]
) -> None:
    before = _comparable_content(target)
    compose(translation.source.as_instance(), target, segments, kept, overrides, translation.target_locale)
    _keep_slug(target, target)
    if _comparable_content(target) == before:
        return
    if isinstance(target, DraftStateMixin):
        # Calendars count changes by it.
        target.last_published_at = timezone.now()
    target._is_composed = True
    if isinstance(target, Page):
        target.save(clean=False)
    else:
        target.save()
    # In place: a new revision would cancel reviews and make newer drafts stale.
    if revision_id := getattr(target, "live_revision_id", None):
        Revision.objects.filter(pk=revision_id).update(content=target.serializable_data())
    log(instance=target, action="translation.flow", content_changed=True)


def _comparable_content(target: Any) -> dict[str, Any]:
    content: dict[str, Any] = dict(target.serializable_data()) if hasattr(target, "serializable_data") else {}
    for name in ("last_published_at", "latest_revision_created_at"):
        content.pop(name, None)
    return json.loads(json.dumps(content, default=str))


def _keep_slug(composed: Any, target: Any) -> None:
    """Addresses are decided for each language; one that is missing is that of the row."""
    if isinstance(composed, Page):
        composed.slug = slugify(composed.slug) or type(target).objects.values_list("slug", flat=True).get(pk=target.pk)


def _pending(target: Any) -> Iterator[Revision]:
    """The revisions that can still become public, without the one that is."""
    if not isinstance(target, DraftStateMixin):
        return
    pending = Q(pk=target.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    yield from target.revisions.filter(pending).exclude(pk=target.live_revision_id).order_by("pk")


# A translation is published


class Translated(Kept):
    """Chooses for the translator's publish: the translator's text, else what visitors read.

    What has neither is left out, or its block shown in the source's language.

    Args:
        desk: the translator's texts, by path and hash of the source's string.
        source: the texts of the source.
    """

    def __init__(
        self, published: dict[str, Text], desk: dict[str, dict[str, str]], source: dict[str, Text], model: Any = None
    ) -> None:
        super().__init__({path: _without_originals(text) for path, text in published.items()}, model)
        #: The source's texts that have neither, as (path, text).
        self.missing: list[tuple[str, str]] = []
        self.desk = desk
        for path, text in source.items():
            if self(path, text) is None:
                self.missing += [(path, data) for key, data, _attrs in text.strings if key not in desk.get(path, {})]

    def show_source(self, blocks: set[str]) -> None:
        """Show these blocks in the source's language, where something is missing in them."""
        self.source_blocks = blocks & {block_of(path) for path, _data in self.missing}
        self.missing = [(path, data) for path, data in self.missing if block_of(path) not in self.source_blocks]

    def __call__(self, path: str, source: Text) -> Text | None:
        if block_of(path) in self.source_blocks:
            return source
        desk = self.desk.get(path, {})
        strings: list[Any] = [
            (key, desk[key], attrs) if key in desk else None if has_words(data) else (key, data, attrs)
            for key, data, attrs in source.strings
        ]
        if None not in strings:
            return Text(source.template, strings)
        old = super().__call__(path, source)
        if old is not None and len(old.strings) == len(source.strings):
            strings = [new or kept for new, kept in zip(strings, old.strings, strict=True)]
            return Text(source.template, strings)
        return old


def _without_originals(text: Text) -> Text:
    return text if all(string[0] for string in text.strings) else Text(text.template, [])


class OriginalNotPublicError(Exception):
    """The original was never public, nor is it scheduled."""


class MissingTextsError(Exception):
    """Texts that were never translated, as (path, text) of the source."""

    def __init__(self, missing: list[tuple[str, str]]) -> None:
        super().__init__(missing)
        self.missing = missing


@transaction.atomic
def publish(translation: Translation, user: Any, *, leave_out: bool = False, show_source: bool = False) -> int:
    """Publish a translation: the translator's texts, else those that visitors read already.

    Args:
        leave_out: leave out what has neither; never a title.
        show_source: show the blocks where something has neither in the language of the source.

    Returns how many texts of the original it does not say yet.

    Raises:
        OriginalNotPublicError: nothing goes public before its original.
        MissingTextsError: some texts have neither.
        ValidationError: a text does not fit its field; it has been marked.
    """
    source = translation.source
    if not _was_public(source):
        raise OriginalNotPublicError
    original, target = source.as_instance(), translation.get_target_instance()
    row = Published.objects.filter(translation=translation).first()
    segments = extract_segments(original)
    chooser = Translated(load(row), _desk(translation), texts_of(segments), type(target))
    everywhere = {block_of(path) for path, _data in chooser.missing} - {""}
    chooser.show_source(everywhere if show_source else set(row.source_blocks if row else ()))
    missing = [(path, data) for path, data in chooser.missing if path != SLUG]
    if [path for path, _data in missing if path == "title" or not (leave_out or show_source)]:
        raise MissingTextsError(missing)
    overrides = _overrides(translation, row.overrides if row else {})
    compose(original, target, segments, chooser, overrides, translation.target_locale)
    if isinstance(target, Page):
        slug = target.title if any(path == SLUG for path, _data in chooser.missing) else target.slug
        target.slug = find_available_slug(target.get_parent(), slugify(slug), target.pk)
        target.alias_of_id = None
    if not isinstance(target, DraftStateMixin):
        target.full_clean()
        target.save()
    else:
        revision = target.save_revision(user=user)
        if isinstance(target, Page):
            source.sync_view_restrictions(original, target)
        revision.publish(user=user)
    public = Published.objects.filter(translation=translation).first()
    return public.behind if public else 0  # none yet: it is scheduled


def has_source(translation: Translation) -> bool:
    """Whether the page or snippet that it translates still exists."""
    try:
        translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return False
    return True


def _was_public(source: TranslationSource) -> bool:
    original: Any = source.get_source_instance()
    if getattr(original, "live", True) or original.first_published_at:
        return True
    return bool(original.revisions.filter(approved_go_live_at__isnull=False).exists())  # it is scheduled


def is_translation(page: Page) -> bool:
    """Whether a page is kept in step with a source by wagtail-localize."""
    links = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return bool(links.exists())


def mark_faults(translation: Translation, error: ValidationError) -> None:
    """Show in the editor which texts do not fit. They are not used until they are changed."""
    for name, errors in getattr(error, "error_dict", {}).items():
        rows = StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            context__path=name,
            locale=translation.target_locale_id,
            translation_of__segments__source=translation.source_id,
        )
        for row in rows.distinct():
            row.set_field_error(errors)
