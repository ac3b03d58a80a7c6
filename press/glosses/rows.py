"""Clippings as a translator sees them: each text beside its translation, its state, and the result of saving it."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.db.models import Exists, Model, OuterRef, Prefetch
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Locale, WorkflowState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from press.glosses import status
from press.glosses.entries import Outcome
from press.glosses.status import GlossState, state_of
from press.glosses.texts import FIELDS, as_data, as_text, essence, path_id, tidy
from press.models import Clipping
from site_project.diffs import Piece, diff_words, fingerprint
from site_project.i18n.language_choices import language_name
from site_project.users.permissions import User, is_locked_for

#: About so many characters fit on a line of a field, which is shown with at least and at most so many lines.
_PER_LINE, _LINES = 60, (2, 12)


@dataclass(slots=True)
class Field:
    """One of the texts of a clipping, and the field for its translation."""

    clipping: Clipping
    name: str
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
    #: What somebody typed that could not be saved, and why.
    typed: str | None = None
    refusal: str = ""

    @property
    def key(self) -> str:
        return f"{self.clipping.pk}-{self.name}"

    @property
    def label(self) -> str:
        return capfirst(Clipping._meta.get_field(self.name).verbose_name)

    @property
    def limit(self) -> int | None:
        """How many characters a translation may have."""
        return Clipping._meta.get_field(self.name).max_length

    @property
    def source(self) -> str:
        """What the original says now, as visitors see it."""
        return str(getattr(self.clipping, self.name))

    @property
    def value(self) -> str:
        return self.target if self.typed is None else self.typed

    @property
    def lines(self) -> int:
        longest = max(len(self.value), len(self.source))
        return min(max(longest // _PER_LINE + 1, self.value.count("\n") + 1, _LINES[0]), _LINES[1])

    @property
    def mark(self) -> str:
        """A mark of the translation as the field would send it back untouched."""
        return fingerprint(tidy(self.name, self.target))

    @property
    def is_stale(self) -> bool:
        """Whether it was translated, and the original changed since."""
        return self.digit == status.STALE

    @property
    def is_current(self) -> bool:
        """Whether what the original says now is translated."""
        return self.digit in {status.DRAFT, status.DONE}

    @property
    def can_be_kept(self) -> bool:
        """Whether there is a translation of an older version that may still be right."""
        return bool(self.is_stale and self.source and self.target)

    @property
    def changes(self) -> list[Piece]:
        """What changed in the original since it was translated; empty when nothing did, or the old version is lost."""
        return diff_words(self.translated, self.source) if self.is_stale and self.translated else []


@dataclass(slots=True)
class Row:
    """A clipping on its way into a language."""

    clipping: Clipping
    carrier: Clipping | None
    fields: list[Field]
    state: GlossState
    is_locked: bool
    #: The result of saving the row, if the form was sent.
    outcome: Outcome | None = None

    def show(self, outcome: Outcome | None) -> None:
        """Show the result of saving the row; what could not be saved is in the fields as it was typed."""
        self.outcome = outcome
        if outcome and outcome.needs_attention:
            for field in self.fields:
                field.typed = outcome.entry.typed.get(field.name)
                field.refusal = outcome.errors.get(field.name, "")

    @property
    def is_open(self) -> bool:
        return not self.is_locked and self.state != GlossState.BY_HAND

    @property
    def can_be_kept(self) -> bool:
        return any(field.can_be_kept for field in self.fields)

    @property
    def is_kept(self) -> bool:
        """Whether "still right" was ticked, and not taken up yet."""
        return bool(self.outcome and self.outcome.needs_attention and self.outcome.entry.keep)

    @property
    def shown_fields(self) -> list[Field]:
        """The texts that there are."""
        return [field for field in self.fields if field.digit != status.NOTHING_TO_DO]

    @property
    def seen(self) -> str:
        """A mark of everything that is shown to the translator of the row: sources, then translations."""
        return ".".join([*(fingerprint(field.source) for field in self.fields), *(field.mark for field in self.fields)])

    @property
    def source_language(self) -> str:
        return capfirst(language_name(self.clipping.locale.language_code))

    @property
    def editor_url(self) -> str:
        """wagtail-localize's editor of the clipping; empty as long as there is nothing to edit."""
        if self.carrier is None:
            return ""
        return reverse(Clipping.snippet_viewset.get_url_name("edit"), args=[quote(self.carrier.pk)])


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
        if carrier is not None and (key, clipping.locale_id) not in followed:
            fields, code = [_by_hand(name, clipping, carrier) for name in FIELDS], status.BY_HAND
        else:
            fields = [_field(name, clipping, carrier, translations[key, path_id(name)]) for name in FIELDS]
            code = fields[0].digit * 10 + fields[1].digit
        is_locked = carrier is not None and is_locked_for(user, carrier)
        rows.append(Row(clipping, carrier, fields, state_of(code), is_locked))
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


def _field(name: str, clipping: Clipping, carrier: Clipping | None, translations: list[StringTranslation]) -> Field:
    source = getattr(clipping, name)
    if not source:
        left_over = getattr(carrier, name, "")
        return Field(clipping, name, left_over, status.STALE if left_over else status.NOTHING_TO_DO)
    now = essence(as_data(source))
    of_now = [one for one in translations if essence(one.translation_of.data) == now]
    right = [one for one in of_now if not one.has_error]
    if right:
        published_at = carrier.last_published_at if carrier and carrier.live else None
        is_done = published_at is not None and any(one.updated_at <= published_at for one in right)
        return _translated(clipping, name, right[-1], status.DONE if is_done else status.DRAFT)
    if older := [one for one in translations if not one.has_error]:
        return _translated(clipping, name, older[-1], status.STALE)
    if of_now:
        return _translated(clipping, name, of_now[-1], status.MISSING)
    return Field(clipping, name, "", status.MISSING)


def _translated(clipping: Clipping, name: str, translation: StringTranslation, digit: int) -> Field:
    return Field(
        clipping,
        name,
        target=as_text(translation.data),
        digit=digit,
        translated=as_text(translation.translation_of.data) if digit == status.STALE else "",
        translated_by=translation.last_translated_by,
        translated_at=translation.updated_at,
        error=translation.get_error() or "" if translation.has_error else "",
    )


def _by_hand(name: str, clipping: Clipping, carrier: Clipping) -> Field:
    target = getattr(carrier, name)
    return Field(clipping, name, target, status.DONE if getattr(clipping, name) or target else status.NOTHING_TO_DO)
