"""What publishing a draft would change in other languages: what goes live there at once, and what waits for a translator."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.segments.extract import extract_segments

from site_project.i18n.translations import State
from translation import snapshot
from translation.composing import EXPIRY, KEPT, SLUG, Kept, Text, Waiting, compose, count_waiting, has_words, texts_of
from translation.models import Published
from translation.places import FieldPaths, label_at
from translation.recording import load

logger = logging.getLogger(__name__)

#: Not in the editors of this site, or decided for each language.
NOT_EDITED = frozenset((*KEPT, EXPIRY, "show_in_menus", SLUG))


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a model by what publishing does with them, as people call them."""

    facts: list[str]
    texts: list[str]


def fields_of(model: type[Model]) -> Fields:
    """Which fields go live in every language at once, and which are translated."""
    facts, texts = [_name(model, EXPIRY)] if issubclass(model, Page) else [], []
    for translatable in get_translatable_fields(model):
        if translatable.field_name in NOT_EDITED:
            continue
        if isinstance(translatable, SynchronizedField):
            facts.append(_name(model, translatable.field_name))
        elif translatable.is_translated(None):
            texts.append(_name(model, translatable.field_name))
    return Fields(facts, texts)


@dataclass(slots=True)
class Forecast:
    """What publishing the draft would do in one language. Places are called as in the editor."""

    #: The translation or the draft cannot be read; the rest says nothing.
    is_unknown: bool = False
    #: The translation is public. Else nobody reads what would change.
    is_public: bool = True
    #: It is edited by hand, and no longer a translation of texts.
    is_by_hand: bool = False
    facts: list[str] = field(default_factory=list)
    waiting: Waiting = field(default_factory=lambda: Waiting(0, 0, 0))
    #: Texts that visitors go on reading in an older translation.
    older: list[str] = field(default_factory=list)
    #: Texts that are not shown until they are translated.
    left_out: list[str] = field(default_factory=list)
    #: Texts that are shown in the original's language until they are translated.
    in_source: list[str] = field(default_factory=list)


def forecasts(draft: Any, tasks: Iterable[Published]) -> dict[int, Forecast]:
    """What publishing `draft`, as it is in an editor, would do to its translations, by primary key of their task.

    Empty where the draft says what is public already. Composes each translation in memory, as publishing does.
    """
    pks = [task.pk for task in tasks if task.translation.source.locale_id == draft.locale_id]
    if not pks or not isinstance(draft, DraftStateMixin) or not draft.has_unpublished_changes:
        return {}
    is_public = {task.pk: task.state != State.MISSING for task in tasks}
    rows = Published.objects.filter(pk__in=pks).select_related(
        "translation__source__locale", "translation__source__specific_content_type", "translation__target_locale"
    )
    return {row.pk: _forecast(draft, row, is_public=is_public[row.pk]) for row in rows}


def _forecast(draft: Any, row: Published, *, is_public: bool) -> Forecast:
    try:
        return _composed(draft, row, is_public=is_public)
    except Exception:  # a draft can be anything, and its editor has to open
        logger.exception("What publishing %r would change in %s is not known.", draft, row.translation.target_locale)
        return Forecast(is_unknown=True)


def _composed(draft: Any, row: Published, *, is_public: bool) -> Forecast:
    translation = row.translation
    source = translation.source
    changed = snapshot.changes(source, draft)
    original = snapshot.copy_of(source, draft)
    segments = extract_segments(original)
    texts = texts_of(segments)
    if not is_public:
        return Forecast(is_public=False, waiting=count_waiting({}, texts))
    try:
        target: Any = translation.get_target_instance()
    except ObjectDoesNotExist:
        return Forecast(is_public=False, waiting=count_waiting({}, texts))
    model = type(target)
    before = snapshot.comparable(model, target.serializable_data())
    if not translation.enabled:
        old = snapshot.comparable(model, json.loads(source.content_json))
        own = [name for name in _facts(model) if name in changed and before.get(name) == old.get(name)]
        return Forecast(is_by_hand=True, facts=[_name(model, name) for name in own])
    kept = Kept(load(row), model)
    shown = compose(original, target, segments, kept, row.overrides, translation.target_locale)
    after = snapshot.comparable(model, target.serializable_data())
    names = [item.field_name for item in get_translatable_fields(model) if item.field_name not in NOT_EDITED]
    if isinstance(draft, Page):
        names.append(EXPIRY)
    forecast = Forecast(
        facts=[_name(model, name) for name in names if name in changed and before.get(name) != after.get(name)],
        waiting=count_waiting(shown, texts),
    )
    _say_where(forecast, draft, shown, texts)
    forecast.facts = [name for name in forecast.facts if name not in (*forecast.left_out, *forecast.in_source)]
    return forecast


def _say_where(forecast: Forecast, draft: Any, shown: dict[str, Text], texts: dict[str, Text]) -> None:
    known = {(path, string[0]) for path, text in shown.items() for string in text.strings}
    field_path = FieldPaths(draft)
    for path, text in texts.items():
        if path == SLUG or not any((path, key) not in known and has_words(data) for key, data, _attrs in text.strings):
            continue
        found = shown.get(path)
        if found is None:
            places = forecast.left_out
        elif any(not string[0] and has_words(string[1]) for string in found.strings):
            places = forecast.in_source
        else:
            places = forecast.older
        label = label_at(type(draft), field_path(path))
        if label not in places:
            places.append(label)


def _facts(model: type[Model]) -> list[str]:
    own = [EXPIRY] if issubclass(model, Page) else []
    return own + [
        item.field_name
        for item in get_translatable_fields(model)
        if isinstance(item, SynchronizedField) and item.get_field(model).concrete and item.field_name not in NOT_EDITED
    ]


def _name(model: type[Model], name: str) -> str:
    found: Any = model._meta.get_field(name)
    return capfirst(str(getattr(found, "verbose_name", "") or found.related_model._meta.verbose_name_plural))
