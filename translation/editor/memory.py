"""Texts that were translated before: the same one fills by itself, similar ones are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from rapidfuzz import fuzz, process
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationContext, TranslationSource

from translation.composing import SLUG, TITLE, has_words, plain_text
from translation.guards.strings import name_draft
from translation.models import Review, TextVersion

#: Per cent that a similar text has in common, at least; and how many are shown.
_SIMILAR, _AT_MOST = 60, 5


@dataclass(frozen=True, slots=True)
class Match:
    """A text that was translated somewhere. `score` in per cent: 100 is the same."""

    text: StringTranslation
    source: str
    translation: str
    origin: str
    score: int = 100


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
    for text in _usable(translation.target_locale).filter(translation_of__in=empty.values("string")):
        known.setdefault(text.translation_of_id, text)
    titles = _titles(known.values()) if known else {}
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


def search(words: str, locales: Iterable[Locale]) -> QuerySet[StringTranslation]:
    """The texts that say `words`, or whose originals do; the newest first."""
    return StringTranslation.objects.filter(
        Q(data__icontains=words) | Q(translation_of__data__icontains=words), locale__in=locales, context__isnull=False
    ).order_by("-updated_at", "-pk")


def matches_of(texts: Iterable[StringTranslation]) -> list[Match]:
    """Texts with their originals and origins, in their order."""
    if isinstance(texts, QuerySet):
        texts = texts.select_related("translation_of__locale", "context", "locale")
    texts = list(texts)
    titles = _titles(texts)
    return [
        Match(text, plain_text(text.translation_of.data), plain_text(text.data), titles.get(text.context.object_id, ""))
        for text in texts
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
