"""What visitors read of each translation, and what translators have ready: as texts by path."""

import json
from collections import defaultdict
from typing import Any

from django.utils.text import slugify
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments

from translation.composing import (
    SLUG,
    Text,
    count_waiting,
    digest,
    has_words,
    pictures_of,
    plain_text,
    source_blocks,
    texts_of,
)
from translation.guards.targets import missing, target_of_segment
from translation.models import Published


def load(row: Published | None) -> dict[str, Text]:
    """The texts that visitors read, by path."""
    stored = row.texts if row else {}
    return {
        path: Text(text["template"], [tuple(string) for string in text["strings"]], text.get("picture"))
        for path, text in stored.items()
    }


def record(translation: Translation, instance: object, texts: dict[str, Text] | None = None) -> Published:
    """Note what visitors read, now that `instance` is what they see: `texts`, where they are known."""
    row, _created = Published.objects.get_or_create(translation=translation)
    source = source_texts(translation.source)
    if texts is None:
        texts = trace(instance, source, strings_of(translation), load(row))
    for path, (_place, picture) in pictures_of(instance).items():
        if path in texts:
            texts[path].picture = picture
    row.texts = _stored(texts)
    row.source_blocks = sorted(source_blocks(texts))
    row.overrides = overrides_of(translation, row.overrides)
    row.count(count_waiting(texts, source))
    row.has_fault = False
    row.save()
    return row


def forget(row: Published) -> None:
    """Note that visitors read nothing of a translation: everything waits for its translator."""
    row.texts, row.overrides, row.source_blocks = {}, {}, []
    row.count(count_waiting({}, source_texts(row.translation.source)))
    row.save()


def trace(
    instance: object, source: dict[str, Text], desk: dict[str, dict[str, str]], before: dict[str, Text]
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
    text = plain_text(data).strip()
    return slugify(text) if path == SLUG else text


def source_texts(source: TranslationSource) -> dict[str, Text]:
    texts: dict[str, Text] = defaultdict(Text)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    for path, data, attrs in rows.values_list("context__path", "string__data", "attrs"):
        texts[path].strings.append((digest(data), data, json.loads(attrs or "null")))
    return texts


def strings_of(translation: Translation) -> dict[str, dict[str, str]]:
    """The translator's texts without error, by path and hash of the source's string. One of a machine is none until a
    person has saved it."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id, has_error=False
    ).exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    for path, key, data in rows.values_list("context__path", "translation_of__data_hash", "data"):
        if data.strip():
            texts[path][str(key)] = data
    return texts


def overrides_of(translation: Translation, before: dict[str, Any]) -> dict[str, Any]:
    """What takes the place of pictures, documents and addresses. A faulty or vanished one keeps the last good one."""
    rows = SegmentOverride.objects.filter(
        locale=translation.target_locale_id, context__object_id=translation.source.object_id
    ).select_related("context")
    if not rows:
        return {}
    segments = OverridableSegment.objects.filter(source=translation.source_id).select_related(
        "context", "source__specific_content_type"
    )
    targets = {segment.context.path: target_of_segment(segment) for segment in segments}
    paths = {row.context.path for row in rows} & targets.keys()
    own = {row.context.path: row.data for row in rows if row.context.path in paths and not row.has_error}
    kept = {path: before[path] for path in paths & before.keys()}
    lacking = missing((targets[path], data) for path, data in [*own.items(), *kept.items()])
    return {
        path: data
        for path, data in [*kept.items(), *own.items()]  # the last one wins
        if (targets[path].related_model, data) not in lacking
    }


def _stored(texts: dict[str, Text]) -> dict[str, Any]:
    return {
        path: {"template": text.template, "strings": text.strings} | ({"picture": text.picture} if text.picture else {})
        for path, text in texts.items()
    }
