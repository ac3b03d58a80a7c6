"""Texts that were translated before: the same one fills by itself, similar ones are shown."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from rapidfuzz import fuzz, process
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationContext, TranslationSource

from site_project.diffs import diff_words
from translation.composing import SLUG, TITLE, has_words, plain_text
from translation.editor.units import Match, Unit
from translation.guards.strings import name_draft
from translation.models import Review, TextVersion

#: Per cent that a similar text has in common, at least; and how many are shown.
_SIMILAR, _AT_MOST = 60, 5
#: The same beside a text in the editor; and how many translations are looked through, the newest.
_CLOSE, _BESIDE, _LOOKED_THROUGH = 70, 2, 5_000


def fill(translation: Translation) -> int:
    """Give each text that has no translation the one that the same text has elsewhere, to be reviewed.

    Returns how many it filled.
    """
    source = translation.source
    stored = StringTranslation.objects.filter(
        locale=translation.target_locale_id, translation_of=OuterRef("string"), context=OuterRef("context")
    )
    empty = StringSegment.objects.filter(~Exists(stored), source=source).exclude(context__path=SLUG)
    rows = empty.values_list("context_id", "context__path", "string_id", "string__data").distinct()
    wanted = {(row[0], row[2]): row for row in rows if has_words(row[3])}
    if not wanted:
        return 0
    known: dict[int, StringTranslation] = {}
    for text in _usable(translation.target_locale).filter(translation_of__in={key[1] for key in wanted}):
        known.setdefault(text.translation_of_id, text)
    if not known:
        return 0
    titles = _titles(known.values())
    filled = []
    for context_id, path, string_id, _data in wanted.values():
        if origin := known.get(string_id):
            text = StringTranslation(
                translation_of_id=string_id,
                context=TranslationContext(pk=context_id, object_id=source.object_id, path=path),
                locale=translation.target_locale,
                data=origin.data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by_id=origin.last_translated_by_id,
            )
            filled.append((text, titles.get(origin.context.object_id, "")[:255]))
    # In bulk: `save()` would judge again what has been judged, and ask the database several times for each.
    StringTranslation.objects.bulk_create([text for text, _title in filled])
    Review.objects.bulk_create([Review(text=text, origin=title) for text, title in filled])
    TextVersion.objects.bulk_create(
        [
            TextVersion(
                string_id=text.translation_of_id,
                context_id=text.context_id,
                locale_id=text.locale_id,
                data=text.data,
                origin=title,
            )
            for text, title in filled
        ]
    )
    for text, _title in filled:
        if text.context.path == TITLE:
            name_draft(text)
    return len(filled)


def similar(data: str, locale: Locale, *, but: tuple[int, int]) -> list[Match]:
    """The texts in `locale` whose originals resemble `data`, the most similar first.

    Args:
        but: the context and string that are left out.
    """
    sources = dict(_usable(locale).values_list("pk", "translation_of__data"))
    found = process.extract(
        plain_text(data), sources, processor=plain_text, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=_AT_MOST * 4
    )
    scores = {pk: round(score) for _source, score, pk in found}
    matches, seen = [], set()
    for match in matches_of(_usable(locale).filter(pk__in=scores)):
        is_same = (match.text.context_id, match.text.translation_of_id) == but
        if not is_same and (match.source, match.translation) not in seen:
            seen.add((match.source, match.translation))
            matches.append(Match(match.text, match.source, match.translation, match.origin, scores[match.text.pk]))
    return sorted(matches, key=lambda match: -match.score)[:_AT_MOST]


def add_matches(translation: Translation, units: Iterable[Unit]) -> None:
    """Put beside each text to do the similar ones that were translated elsewhere. Two queries at most."""
    waiting = [unit for unit in units if unit.is_waiting and not unit.is_slug]
    if not waiting:
        return
    usable = _usable(translation.target_locale)
    rows = usable.values_list("pk", "context_id", "translation_of__data")[:_LOOKED_THROUGH]
    places, sources = {}, {}
    known = set()
    for pk, context_id, data in rows:
        if data not in known:
            known.add(data)
            places[pk], sources[pk] = context_id, plain_text(data)
    found = {
        unit.key: {
            pk: round(score)
            for _source, score, pk in process.extract(
                plain_text(unit.source), sources, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=_BESIDE + 1
            )
            if places[pk] != unit.context_id  # what stood here before is in the field
        }
        for unit in waiting
    }
    wanted = {pk for scores in found.values() for pk in scores}
    matches = matches_of(usable.filter(pk__in=wanted)) if wanted else []
    for unit in waiting:
        scores = found[unit.key]
        near = sorted((match for match in matches if match.text.pk in scores), key=lambda match: -scores[match.text.pk])
        unit.matches = [
            replace(
                match,
                translation=unit.adapted(match.text.data),
                score=scores[match.text.pk],
                changes=diff_words(match.source, plain_text(unit.source)),
            )
            for match in near[:_BESIDE]
        ]


def usable_text(locale: Locale, pk: int | None) -> StringTranslation | None:
    """A text that `add_matches` may have shown; None when it is gone."""
    return _usable(locale).filter(pk=pk or 0).first()


def search(words: str, locales: Iterable[Locale]) -> QuerySet[StringTranslation]:
    """The texts that say `words`, or whose originals do; the newest first."""
    return StringTranslation.objects.filter(
        Q(data__icontains=words) | Q(translation_of__data__icontains=words), locale__in=locales, context__isnull=False
    ).order_by("-updated_at", "-pk")


def matches_of(texts: QuerySet[StringTranslation]) -> list[Match]:
    """Texts with their originals and origins, in their order. One query."""
    sources = TranslationSource.objects.filter(object_id=OuterRef("context__object_id"))
    texts = texts.select_related("translation_of__locale", "context", "locale").annotate(
        origin=Subquery(sources.values("object_repr")[:1])
    )
    return [
        Match(text, plain_text(text.translation_of.data), plain_text(text.data), text.origin or "") for text in texts
    ]


def _usable(locale: Locale) -> QuerySet[StringTranslation]:
    """What people have translated; the newest first."""
    texts = StringTranslation.objects.filter(locale=locale, has_error=False, context__isnull=False)
    people = texts.exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).exclude(data="")
    return people.exclude(context__path=SLUG).select_related("context").order_by("-updated_at", "-pk")


def _titles(texts: Iterable[StringTranslation]) -> dict[Any, str]:
    """What the pages and snippets are called that texts stand on."""
    sources = TranslationSource.objects.filter(object_id__in={text.context.object_id for text in texts})
    return dict(sources.values_list("object_id", "object_repr"))
