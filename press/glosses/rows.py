"""Clippings as a translator sees them: each text beside its translation, and how far it is."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, Prefetch
from wagtail.models import Locale, WorkflowState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from press.glosses import status
from press.glosses.changes import Piece, pieces
from press.glosses.status import GlossState, state_of
from press.glosses.texts import FIELDS, as_data, as_text, essence, fingerprint, path_id, tidy
from press.models import Clipping
from site_project.users.permissions import User, is_locked_for


@dataclass(frozen=True, slots=True)
class Text:
    """One of the texts of a clipping, and its translation."""

    field: str
    #: What the original says now, as visitors see it.
    source: str
    #: What it is translated as: of an older version if the text is stale, empty if there is none.
    target: str
    #: One of the digits of `status`.
    digit: int
    #: The version that the translation is of, if the text is stale and it is known.
    translated: str = ""
    translated_by: Model | None = None
    translated_at: dt.datetime | None = None
    #: Why wagtail-localize will not use the translation.
    error: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether it was never translated."""
        return self.digit == status.MISSING

    @property
    def is_stale(self) -> bool:
        """Whether it was translated, and the original changed since."""
        return self.digit == status.STALE

    @property
    def is_current(self) -> bool:
        """Whether what the original says now is translated."""
        return self.digit in {status.DRAFT, status.DONE}

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to see."""
        return self.digit != status.NOTHING_TO_DO

    @property
    def changes(self) -> list[Piece]:
        """What changed in the original since it was translated; empty when nothing did, or the old version is lost."""
        return pieces(self.translated, self.source) if self.is_stale and self.translated else []


@dataclass(frozen=True, slots=True)
class Row:
    """A clipping on its way into a language."""

    clipping: Clipping
    carrier: Clipping | None
    texts: tuple[Text, ...]
    state: GlossState
    is_locked: bool

    @property
    def is_open(self) -> bool:
        """Whether it can be translated here."""
        return not self.is_locked and self.state != GlossState.BY_HAND

    @property
    def can_be_kept(self) -> bool:
        """Whether there is a translation of an older version that may still be right."""
        return any(text.is_stale and text.source and text.target for text in self.texts)

    @property
    def shown_texts(self) -> list[Text]:
        """The texts that there are."""
        return [text for text in self.texts if text.is_shown]

    @property
    def seen(self) -> str:
        """A mark of everything that whoever fills in the row sees: sources, then translations."""
        sources = [fingerprint(text.source) for text in self.texts]
        return ".".join([*sources, *(target_mark(text) for text in self.texts)])


def target_mark(text: Text) -> str:
    """A mark of the translation as its field would send it back untouched."""
    return fingerprint(tidy(text.field, text.target))


def load_rows(clippings: Sequence[Clipping], locale: Locale, user: User) -> list[Row]:
    """The rows for `clippings`, in their order. A fixed number of queries."""
    keys = [clipping.translation_key for clipping in clippings]
    carriers = _carriers(keys, locale)
    followed = _followed(keys, locale)
    translations = _translations(keys, locale)
    rows = []
    for clipping in clippings:
        key = clipping.translation_key
        carrier = carriers.get(key)
        texts = tuple(_text(field, clipping, carrier, translations[key, path_id(field)]) for field in FIELDS)
        code = texts[0].digit * 10 + texts[1].digit
        if carrier is not None and (key, clipping.locale_id) not in followed:
            texts, code = tuple(_by_hand(text, carrier) for text in texts), status.BY_HAND
        is_locked = carrier is not None and is_locked_for(user, carrier)
        rows.append(Row(clipping, carrier, texts, state_of(code), is_locked))
    return rows


def _carriers(keys: Iterable[uuid.UUID], locale: Locale) -> dict[uuid.UUID, Clipping]:
    in_moderation = WorkflowState.objects.active().select_related("current_task_state__task")
    # Under this name Wagtail looks for it before it asks the database, carrier by carrier.
    prefetch = Prefetch("workflow_states", in_moderation, to_attr="_current_workflow_states")
    carriers = Clipping.objects.filter(translation_key__in=list(keys), locale=locale).prefetch_related(prefetch)
    return {carrier.translation_key: carrier for carrier in carriers}


# In the next two the language comes last: asked for it together with the rest, SQLite would begin with everything that
# was ever translated into it.


def _followed(keys: Iterable[uuid.UUID], locale: Locale) -> set[tuple[uuid.UUID, int]]:
    """The objects and source languages whose translation into `locale` follows its source."""
    follows = Translation.objects.filter(source=OuterRef("pk"), target_locale=locale, enabled=True)
    sources = TranslationSource.objects.filter(Exists(follows), object__in=list(keys))
    return set(sources.values_list("object_id", "locale_id"))


def _translations(
    keys: Iterable[uuid.UUID], locale: Locale
) -> dict[tuple[uuid.UUID, uuid.UUID], list[StringTranslation]]:
    """What there is in `locale`, oldest first, by object and path."""
    found: dict[tuple[uuid.UUID, uuid.UUID], list[StringTranslation]] = defaultdict(list)
    translations = StringTranslation.objects.filter(
        context__object__in=list(keys), context__path_id__in=[path_id(field) for field in FIELDS]
    )
    related = ("context", "translation_of", "last_translated_by")
    for translation in translations.select_related(*related).order_by("updated_at", "pk"):
        if translation.locale_id == locale.pk:
            found[translation.context.object_id, translation.context.path_id].append(translation)
    return found


def _text(field: str, clipping: Clipping, carrier: Clipping | None, translations: list[StringTranslation]) -> Text:
    source = getattr(clipping, field)
    if not source:
        left_over = getattr(carrier, field, "")
        return Text(field, "", left_over, status.STALE if left_over else status.NOTHING_TO_DO)
    now = essence(as_data(source))
    of_now = [one for one in translations if essence(one.translation_of.data) == now]
    right = [one for one in of_now if not one.has_error]
    if right:
        published_at = carrier.last_published_at if carrier and carrier.live else None
        is_done = published_at is not None and any(one.updated_at <= published_at for one in right)
        return _translated(field, source, right[-1], status.DONE if is_done else status.DRAFT)
    if older := [one for one in translations if not one.has_error]:
        return _translated(field, source, older[-1], status.STALE)
    if of_now:
        return _translated(field, source, of_now[-1], status.MISSING)
    return Text(field, source, "", status.MISSING)


def _translated(field: str, source: str, translation: StringTranslation, digit: int) -> Text:
    return Text(
        field=field,
        source=source,
        target=as_text(translation.data),
        digit=digit,
        translated=as_text(translation.translation_of.data) if digit == status.STALE else "",
        translated_by=translation.last_translated_by,
        translated_at=translation.updated_at,
        error=translation.get_error() or "" if translation.has_error else "",
    )


def _by_hand(text: Text, carrier: Clipping) -> Text:
    target = getattr(carrier, text.field)
    digit = status.DONE if text.source or target else status.NOTHING_TO_DO
    return Text(text.field, text.source, target, digit)
