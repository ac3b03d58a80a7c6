"""Texts that were translated before: the same one fills by itself, similar ones are shown."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationContext, TranslationSource

from site_project.diffs import diff_words
from translation.composing import SLUG, TITLE, has_words, plain_text
from translation.editor.units import Match, Unit
from translation.guards.strings import name_draft
from translation.models import Review, TextVersion

#: Per cent that a similar text has in common, at least, and how many are shown: on the screen of one text, and beside each
#: in the editor.
_SIMILAR, _AT_MOST = 60, 5
_CLOSE, _BESIDE = 70, 2
#: How many translations are looked through, the newest.
_LOOKED_THROUGH = 5_000


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
    with transaction.atomic():
        return _write(translation, wanted.values(), known)


def _write(
    translation: Translation, wanted: Iterable[tuple[int, str, int, str]], known: dict[int, StringTranslation]
) -> int:
    """Write the texts of `known` (by string) where they are `wanted` and nobody has saved one. In a transaction."""
    source = translation.source
    titles = _titles(known.values())
    # Whoever saves a text holds this lock: theirs stays.
    Translation.objects.select_for_update().get(pk=translation.pk)
    rows = StringTranslation.objects.filter(locale=translation.target_locale_id, translation_of__in=known)
    saved = set(rows.filter(context__object_id=source.object_id).values_list("context_id", "translation_of_id"))
    filled = []
    for context_id, path, string_id, _data in wanted:
        if (origin := known.get(string_id)) and (context_id, string_id) not in saved:
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
    """The texts in `locale` whose originals resemble `data`, the most similar first. Two queries at most.

    Args:
        but: the context and string that are left out.
    """
    return _similar(locale, {but: plain_text(data)}, lambda own, place: own == place, _SIMILAR, _AT_MOST)[but]


def add_matches(translation: Translation, units: Iterable[Unit]) -> None:
    """Put beside each text to do the similar ones that were translated elsewhere. Two queries at most."""
    waiting = {(unit.context_id, unit.string_id): unit for unit in units if unit.is_waiting and not unit.is_slug}
    wanted = {place: plain_text(unit.source) for place, unit in waiting.items()}
    # What stood at the same place before is in the field.
    found = _similar(translation.target_locale, wanted, lambda own, place: own[0] == place[0], _CLOSE, _BESIDE)
    for place, matches in found.items():
        unit = waiting[place]
        unit.matches = [
            replace(match, translation=unit.adapted(match.text.data), changes=diff_words(match.source, wanted[place]))
            for match in matches
        ]


#: A context and a string, by primary key.
_Place: TypeAlias = tuple[int, int]


def _similar(
    locale: Locale, wanted: dict[_Place, str], is_own: Callable[[_Place, _Place], bool], at_least: int, at_most: int
) -> dict[_Place, list[Match]]:
    """The texts in `locale` whose originals resemble each of `wanted`, the most similar first.

    Args:
        wanted: plain texts by the place where they stand.
        is_own: whether a text at the second place is left out beside that at the first.
        at_least: per cent that they have in common.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 few processes need it

    if not wanted:
        return {}
    usable = _usable(locale)
    places, sources, known = {}, {}, set()
    rows = usable.values_list("pk", "context_id", "translation_of_id", "translation_of__data", "data")
    for pk, context_id, string_id, source, text in rows[:_LOOKED_THROUGH]:
        if (source, text) not in known:
            known.add((source, text))
            places[pk], sources[pk] = (context_id, string_id), plain_text(source)
    scores = {
        own: {
            pk: round(score)
            for _source, score, pk in process.extract(
                data, sources, scorer=fuzz.ratio, score_cutoff=at_least, limit=at_most + 1
            )
            if not is_own(own, places[pk])
        }
        for own, data in wanted.items()
    }
    keys = {pk for found in scores.values() for pk in found}
    matches = {match.text.pk: match for match in matches_of(usable.filter(pk__in=keys))} if keys else {}
    return {
        own: [
            replace(matches[pk], score=found[pk]) for pk in sorted(found, key=lambda pk: -found[pk]) if pk in matches
        ][:at_most]
        for own, found in scores.items()
    }


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
