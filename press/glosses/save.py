"""Saving a row, as wagtail-localize's own editor would have saved it."""

import logging
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from press.glosses.entries import MINE, THEIRS, Entry
from press.glosses.records import write
from press.glosses.rows import Row, Text, load_rows
from press.glosses.status import GlossState
from press.models import Clipping
from site_project.users.permissions import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row."""

    entry: Entry
    is_saved: bool = False
    #: Why it was not saved: sentences in the reader's language, by field; under "" what is about the whole row.
    errors: dict[str, str] = field(default_factory=dict)
    #: What has changed since the form was shown (SOURCE, TARGET): the person says what is to become of their text.
    questions: frozenset[str] = frozenset()

    @property
    def needs_attention(self) -> bool:
        """Whether the row comes back to the person."""
        return bool(self.errors or self.questions)

    @property
    def asked(self) -> str:
        """The questions, as the form sends them back."""
        return " ".join(sorted(self.questions))


def save(entry: Entry, locale: Locale, user: User, *, publish: bool) -> Outcome:
    """Save one row into `locale`, or say why not. Nothing of it is saved when something is wrong with it.

    The caller knows that `user` may change clippings in `locale`; `publish` says that they may and want to publish.
    """
    if not entry.asks_for_something or (entry.asked and entry.answer == THEIRS):
        return Outcome(entry)
    try:
        with transaction.atomic():
            return _save(entry, locale, user, publish=publish)
    except Exception:  # whatever fails in one row, the other forty-nine are to be saved
        logger.exception("The translation of clipping %s into %s could not be saved.", entry.pk, locale.language_code)
        return Outcome(entry, errors={"": _("This row could not be saved. Please try again.")})


def _save(entry: Entry, locale: Locale, user: User, *, publish: bool) -> Outcome:
    # Locked, so that of two people who save the same row at once the second one is asked.
    clipping = (
        Clipping.objects.published()
        .exclude(locale=locale)
        .select_for_update(of=("self",))
        .select_related("locale", "outlet")
        .filter(pk=entry.pk)
        .first()
    )
    if clipping is None:
        return Outcome(entry, errors={"": _("This clipping is no longer published, so there is nothing to translate.")})
    (row,) = load_rows([clipping], locale, user)
    if errors := _errors(entry, row):
        return Outcome(entry, errors=errors)
    if missed := entry.missed(row):
        return Outcome(entry, questions=missed | entry.asked)
    if entry.asked and entry.answer != MINE:
        return Outcome(entry, questions=entry.asked)
    write(row, _wanted(entry, row), locale, user, publish=publish)
    return Outcome(entry, is_saved=True)


def _wanted(entry: Entry, row: Row) -> dict[str, str]:
    """The translations to write, by field; an empty one takes the translation away."""
    wanted = {name: value for name, value in entry.values.items() if name in entry.changed}
    if entry.keep:
        for text in row.texts:
            if text.is_stale and text.source and text.target:
                wanted.setdefault(text.field, text.target)
    return wanted


def _errors(entry: Entry, row: Row) -> dict[str, str]:
    if row.state == GlossState.BY_HAND:
        return {"": _("This translation is kept by hand. Please change it in its own editor.")}
    if row.is_locked:
        return {"": _("This translation is locked, so it cannot be changed.")}
    changed = entry.changed
    errors = {text.field: _error(text, entry.values[text.field]) for text in row.texts if text.field in changed}
    return {name: error for name, error in errors.items() if error}


def _error(text: Text, value: str) -> str:
    limit = Clipping._meta.get_field(text.field).max_length
    if limit and len(value) > limit:
        message: str = ngettext(
            "This is %(length)s character long; it can have %(limit)s at most.",
            "This is %(length)s characters long; it can have %(limit)s at most.",
            len(value),
        )
        return message % {"length": len(value), "limit": limit}
    if value and not text.source:
        return _("The original no longer has this text. You can only empty the field.")
    return ""
