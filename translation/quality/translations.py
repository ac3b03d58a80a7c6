"""The checks of whole translations: of what translators have ready, and of what visitors read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.composing import SLUG, digest
from translation.glossary.terms import Glossary
from translation.places import label_at, limit_at
from translation.quality.findings import Finding, findings


@dataclass(frozen=True, slots=True)
class Checked:
    """A text of an original, its translation, and what was found."""

    path: str
    label: str
    source: str
    text: str
    findings: list[Finding]


def ready(translation: Translation) -> list[Checked]:
    """What is found in the texts that translators have ready, errors included."""
    texts = {
        (context, key): data
        for context, key, data in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale_id
        ).values_list("context", "translation_of", "data")
    }
    checker = _Checker()
    found = {}
    for segment in _segments([translation]):
        text = texts.get((segment["context"], segment["string"]))
        if text is not None:
            checked = checker.check(translation, segment, text)
            if checked.findings:
                found[segment["context"], segment["string"]] = checked
    return list(found.values())


def public(translations: Iterable[Translation]) -> dict[int, list[Checked]]:
    """What is found in what visitors read, by primary key of the translation.

    Needs `source`, `target_locale` and `published` to be there already; two queries then, and one for each pair of
    languages.
    """
    translations = list(translations)
    checker = _Checker()
    segments = defaultdict(list)
    for segment in _segments(translations):
        segments[segment["source"]].append(segment)
    result = {}
    for translation in translations:
        by_path = defaultdict(list)
        for segment in segments[translation.source_id]:
            by_path[segment["context__path"]].append(segment)
        shown = translation.published.texts
        result[translation.pk] = [
            checked
            for path, parts in by_path.items()
            for checked in _compare(checker, translation, parts, shown.get(path, {}).get("strings", []))
            if checked.findings
        ]
    return result


def _compare(
    checker: "_Checker", translation: Translation, segments: list[dict[str, Any]], shown: list[list[Any]]
) -> Iterable[Checked]:
    """The texts at one path beside those that visitors read there. What translates an older text is for the desk."""
    by_hash = {key: data for key, data, _attrs in shown if key}
    for number, segment in enumerate(segments):
        text = by_hash.get(digest(segment["string__data"]))
        if text is None and len(shown) == len(segments) and not shown[number][0]:  # the original's own words
            text = shown[number][1]
        if text is not None:
            yield checker.check(translation, segment, text)


def _segments(translations: list[Translation]) -> Iterable[dict[str, Any]]:
    rows = StringSegment.objects.filter(source__in={translation.source_id for translation in translations})
    names = ("source", "context", "context__path", "context__field_path", "string", "string__data")
    return rows.order_by("source", "order").values(*names)


class _Checker:
    """Checks texts; reads each glossary once."""

    def __init__(self) -> None:
        self.glossaries: dict[tuple[int, int], Glossary] = {}
        self.models: dict[int, Any] = {}

    def check(self, translation: Translation, segment: dict[str, Any], text: str) -> Checked:
        source, path, names = segment["string__data"], segment["context__path"], segment["context__field_path"]
        if path == SLUG:  # of no meaning to readers
            return Checked(path, "", source, text, [])
        languages = translation.source.locale, translation.target_locale
        pair = languages[0].pk, languages[1].pk
        if pair not in self.glossaries:
            self.glossaries[pair] = Glossary.between(*languages)
        model = self._model(translation.source.specific_content_type_id)
        found = findings(
            source,
            text,
            source_language=languages[0].language_code,
            target_language=languages[1].language_code,
            limit=limit_at(model, names),
            glossary=self.glossaries[pair],
        )
        return Checked(path, label_at(model, names) if found else "", source, text, found)

    def _model(self, content_type_id: int) -> Any:
        if content_type_id not in self.models:
            self.models[content_type_id] = ContentType.objects.get_for_id(content_type_id).model_class()
        return self.models[content_type_id]
