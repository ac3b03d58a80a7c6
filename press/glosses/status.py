"""What a clipping still needs in a language.

The answer compares what visitors see, the *live* text of the clipping, with the text that was translated.
wagtail-localize's own "up to date" compares with the text that somebody last took over, however old that is.
"""

from typing import Final

from django.db.models import (
    Case,
    Exists,
    Expression,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationContext

from press.glosses.texts import FIELDS, essence_in_database, essence_of_plain_in_database, path_id
from press.models import Clipping
from press.querysets import ClippingQuerySet


class GlossState(TextChoices):
    """How far the texts of one clipping are in one language."""

    NEW = "new", pgettext_lazy("state of a translation", "new")
    STALE = "stale", pgettext_lazy("state of a translation", "original changed")
    PARTLY = "partly", pgettext_lazy("state of a translation", "partly translated")
    DRAFT = "draft", pgettext_lazy("state of a translation", "not published")
    DONE = "done", pgettext_lazy("state of a translation", "done")
    #: Written into the carrier, outside of wagtail-localize's records.
    BY_HAND = "by_hand", pgettext_lazy("state of a translation", "kept by hand")


TO_DO: Final = (GlossState.NEW, GlossState.STALE, GlossState.PARTLY)

# How far one text is. Two such digits make the code of a clipping: the gloss's, then the note's.
MISSING, STALE, DRAFT, DONE, NOTHING_TO_DO = range(5)
BY_HAND: Final = 90


def translatable(locale: Locale) -> ClippingQuerySet:
    """The published citations with a text of ours to translate into `locale`, each with its `code`.

    A citation whose texts are gone counts for as long as the translation still has them.
    """
    worded = Clipping.objects.carriers().filter(locale=locale).exclude(gloss="", note="")
    has_words = ~Q(gloss="", note="") | Q(pk__in=worded.values("citation"))
    citations = Clipping.objects.published().exclude(locale=locale).filter(has_words)
    published_at = Subquery(_carriers(locale).filter(live=True).order_by().values("last_published_at")[:1])
    return citations.alias(published_at=published_at).annotate(code=_code(locale))


def _carriers(locale: Locale) -> QuerySet[Clipping]:
    """The carrier of the outer query's citation in `locale`; by the key, for which there is an index with the locale."""
    return Clipping.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)


def state_of(code: int) -> GlossState:
    if code == BY_HAND:
        return GlossState.BY_HAND
    digits = set(divmod(code, 10))
    if STALE in digits:
        return GlossState.STALE
    if MISSING in digits:
        return GlossState.PARTLY if digits & {DRAFT, DONE} else GlossState.NEW
    return GlossState.DRAFT if DRAFT in digits else GlossState.DONE


def with_states(clippings: QuerySet[Clipping]) -> list[tuple[int, GlossState]]:
    """The primary keys of `clippings` (they come from `translatable`) with their states, newest first.

    One query for the counts and the page: each of them alone would have to look at every clipping, too.
    """
    found = clippings.order_by("-date", "-pk").values_list("pk", "code")
    return [(pk, state_of(code)) for pk, code in found.iterator(chunk_size=10_000)]


def _code(locale: Locale) -> Expression:
    """The code of a clipping. Most are new: they are told first, by what an index says."""
    followed = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        source__locale=OuterRef("locale"),
        target_locale=locale,
        enabled=True,
    )
    known = TranslationContext.objects.filter(object_id=OuterRef("translation_key"))
    is_carried = Exists(_carriers(locale))
    gloss, note = (_digit(field, locale) for field in FIELDS)
    return Case(
        When(~Exists(known) & ~is_carried, then=Value(MISSING)),
        When(~Exists(followed) & is_carried, then=Value(BY_HAND)),
        default=gloss * 10 + note,
        output_field=IntegerField(),
    )


def _digit(field: str, locale: Locale) -> Expression:
    translated = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"), context__path_id=path_id(field), locale=locale, has_error=False
    ).alias(of=essence_in_database(F("translation_of__data")), now=essence_of_plain_in_database(OuterRef(field)))
    best = Max(
        Case(
            When(of=F("now"), updated_at__lte=OuterRef("published_at"), then=Value(DONE)),
            When(of=F("now"), then=Value(DRAFT)),
            default=Value(STALE),
        )
    )
    found = Subquery(translated.order_by().values("locale").annotate(best=best).values("best"))
    return Case(
        When(~Q(**{field: ""}), then=Coalesce(found, Value(MISSING))),
        When(Exists(_carriers(locale).exclude(**{field: ""})), then=Value(STALE)),
        default=Value(NOTHING_TO_DO),
    )
