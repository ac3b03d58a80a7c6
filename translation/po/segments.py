"""The texts of a translation as entries of a PO file: which there are, and what each is called."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from translation.places import label_at, limit_at


@dataclass(slots=True)
class Segment:
    """A text of the original at one path. A text that stands there twice is one."""

    path: str
    #: The `msgctxt`: names for people, and the beginning of a hash for machines.
    context: str
    context_id: int
    string_id: int
    source: str
    label: str
    limit: int | None
    #: The translator's text; None where there is none.
    translation: StringTranslation | None = None
    #: The text that was translated here before: (source, translation).
    older: tuple[str, str] | None = None


def segments_of(translation: Translation) -> list[Segment]:
    """All texts of the original in order, with what is translated. Two queries, and one if texts have changed."""
    content_type = ContentType.objects.get_for_id(translation.source.specific_content_type_id)
    model: Any = content_type.model_class()
    found: dict[tuple[int, int], Segment] = {}
    short: dict[str, str] = {}
    labels: dict[str, str] = {}
    rows = StringSegment.objects.filter(source=translation.source_id).order_by("order")
    for context_id, path, path_id, names, string_id, data in rows.values_list(
        "context", "context__path", "context__path_id", "context__field_path", "string", "string__data"
    ):
        if (context_id, string_id) in found:
            continue
        if names not in labels:
            labels[names] = label_at(model, names)
        found[context_id, string_id] = Segment(
            path=path,
            context=f"{names} #{_short_id(path_id.hex, path, short)}",
            context_id=context_id,
            string_id=string_id,
            source=data,
            label=labels[names],
            limit=limit_at(model, names),
        )
    _add_translations(translation, found)
    return list(found.values())


def _short_id(whole: str, path: str, taken: dict[str, str]) -> str:
    """The beginning of a hash of the path: as short as it can be told from the others of the page."""
    for length in (8, 12):
        if taken.setdefault(whole[:length], path) == path:
            return whole[:length]
    return whole


def _add_translations(translation: Translation, segments: dict[tuple[int, int], Segment]) -> None:
    others: dict[int, list[StringTranslation]] = defaultdict(list)
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    for row in rows.order_by("-updated_at", "-pk"):
        segment = segments.get((row.context_id, row.translation_of_id))
        if segment is None:
            others[row.context_id].append(row)
        else:
            segment.translation = row
    waiting = [segment for segment in segments.values() if segment.translation is None and segment.context_id in others]
    older = String.objects.in_bulk(row.translation_of_id for segment in waiting for row in others[segment.context_id])
    for segment in waiting:
        texts = [(older[row.translation_of_id].data, row.data) for row in others[segment.context_id]]
        segment.older = max(texts, key=lambda text: _likeness(text[0], segment.source))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio()
