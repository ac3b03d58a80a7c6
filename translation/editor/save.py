"""Taking in what a translator sent: each text by itself, and nothing that was typed is lost.

The name of a field says the string, its place, and the text that the field was filled with (`Unit.name`). So it shows
whether somebody else has saved another text meanwhile, and a text can be kept even if the original has changed since:
it is then the translation of the older text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext

from site_project.diffs import fingerprint
from site_project.users.permissions import User
from translation.editor.units import Unit, add_older, load, outdated
from translation.models import TextVersion
from translation.quality.findings import errors

_NAME = re.compile(r"t-([0-9]{1,18})-([0-9]{1,18})-([0-9a-f]{16})(o?)", re.ASCII)
_EMPTY = fingerprint("")
#: The fields of what is said about texts: a question or an answer, and why work is sent back. No other form has them.
NOTE, COMMENT = "translation-note", "translation-comment"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text, as it was sent."""

    context_id: int
    string_id: int
    #: The fingerprint of what the field was filled with.
    seen: str
    typed: str
    #: That is the translation of an older text.
    is_older: bool = False
    #: Save it even if it is what the field was filled with: it fits.
    keep: bool = False

    @property
    def is_touched(self) -> bool:
        return fingerprint(self.typed) != self.seen

    @property
    def key(self) -> str:
        return f"{self.context_id}-{self.string_id}"

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"t-{self.key}-{self.seen}{'o' * self.is_older}"


def typed_fields(data: Mapping[str, str]) -> list[tuple[str, str]]:
    """The fields of a form, with their names, in which somebody typed something."""
    notes = [(name, data[name]) for name in (NOTE, COMMENT) if data.get(name, "").strip()]
    return [*((entry.name, entry.typed) for entry in read(data) if entry.is_touched), *notes]


def read(data: Mapping[str, str]) -> list[Entry]:
    """The texts of the form that ask for something."""
    keep = data.get("keep", "")
    entries = []
    for name, typed in data.items():
        if match := _NAME.fullmatch(name):
            context_id, string_id = int(match[1]), int(match[2])
            is_kept = f"{context_id}-{string_id}" == keep
            entry = Entry(context_id, string_id, match[3], str(typed), bool(match[4]), is_kept)
            if entry.is_touched or entry.keep:
                entries.append(entry)
    return entries


@dataclass(slots=True)
class Result:
    #: Texts that come back to the person, as they were typed.
    waiting: dict[str, Unit] = field(default_factory=dict)
    saved: list[Unit] = field(default_factory=list)
    #: Texts that were kept as translations of what the original said before.
    outdated: int = 0
    #: Texts whose place is unknown.
    lost: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not self.waiting and not self.lost


def give_back(entries: Iterable[Entry], units: Iterable[Unit], reason: str = "") -> Result:
    """Give everything back as it was typed and save nothing; with the reason, where the person does not know it."""
    by_key = {unit.key: unit for unit in units}
    result = Result()
    for entry in entries:
        unit = by_key.get(entry.key)
        if unit is None:
            result.lost.append(entry.typed)
        elif entry.is_touched and unit.tidy(entry.typed) != unit.tidy(unit.shown):
            unit.typed, unit.refusals = entry.typed, [reason] if reason else []
            unit.has_conflict = fingerprint(unit.shown) != entry.seen
            result.waiting[unit.key] = unit
    return result


def save(translation: Translation, target: object, entries: list[Entry], user: User) -> Result:
    """Save texts, or say why not, for each by itself. The caller knows that `user` may change the translation.

    Args:
        translation: locked: of two people who save the same text at once, the second one is asked.
    """
    if not entries:
        return Result()
    units = {unit.key: unit for unit in load(translation, target, {entry.context_id for entry in entries})}
    result = Result()
    for entry in entries:
        unit = units.get(entry.key)
        if unit is None:
            _keep_outdated(translation, entry, user, result)
            continue
        value = unit.tidy(entry.typed)
        if unit.is_slug:
            value = slugify(value)
        if _is_changed(unit, entry) and value != unit.tidy(unit.shown):
            unit.typed, unit.has_conflict = entry.typed, True
        elif refusals := faults(unit, value):
            unit.typed, unit.refusals = entry.typed, refusals
        else:
            if entry.is_touched or unit.can_be_kept or not unit.is_stored:
                _write(translation, unit, value, user)
            result.saved.append(unit)
            continue
        result.waiting[unit.key] = unit
    if result.waiting:
        add_older(translation, units.values())
    return result


def _is_changed(unit: Unit, entry: Entry) -> bool:
    """Whether somebody else has saved or emptied a text since a field was filled."""
    if unit.is_stored:
        return fingerprint(unit.shown) != entry.seen
    return entry.seen != _EMPTY and not entry.is_older


def faults(unit: Unit, text: str) -> list[str]:
    """Why a text cannot be used as a translation, in the active language. An empty one takes the translation away."""
    return [str(fault.message) for fault in errors(unit.source, unit.as_data(text), unit.limit)] if text else []


def _write(translation: Translation, unit: Unit, value: str, user: User) -> None:
    place = {
        "translation_of": String(pk=unit.string_id, data=unit.source),
        "context": TranslationContext(pk=unit.context_id, object_id=translation.source.object_id, path=unit.path),
        "locale": translation.target_locale,
    }
    if value:
        text = unit.stored or StringTranslation(**place)
        text.context, text.translation_of = place["context"], place["translation_of"]
        text.data = unit.as_data(value)
        text.translation_type, text.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, ""
        text.last_translated_by = user
        text.has_error, text.field_error = False, ""
        text.save()
        unit.stored = text
    elif unit.stored:
        unit.stored.context = place["context"]
        unit.stored.delete()
        unit.stored = None
        TextVersion.objects.create(
            string_id=unit.string_id, context_id=unit.context_id, locale=translation.target_locale, user_id=user.pk
        )


def _keep_outdated(translation: Translation, entry: Entry, user: User, result: Result) -> None:
    """Keep a text whose original has changed meanwhile, as the translation of the older one."""
    source = translation.source
    context = TranslationContext.objects.filter(pk=entry.context_id, object_id=source.object_id).first()
    string = String.objects.filter(pk=entry.string_id, locale=source.locale_id).first()
    if context is None or string is None:
        result.lost.append(entry.typed)
        return
    unit = outdated(translation, context, string)
    value = unit.tidy(entry.typed)
    if not value or faults(unit, value):
        result.lost.append(entry.typed)
        return
    _write(translation, unit, value, user)
    result.outdated += 1
