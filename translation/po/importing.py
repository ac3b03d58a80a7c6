"""What a PO file would change, and the change itself.

The plan comes first, and names each entry that cannot be taken in. Carrying it out takes the same file again, and
stops if the plan would be another one by now.
"""

import datetime as dt
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import polib
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation, Translation

from translation.composing import SLUG, TITLE
from translation.editor import history
from translation.glossary.terms import Glossary
from translation.guards.strings import name_draft
from translation.po.export import ID_HEADER
from translation.po.reading import File, UnusableFile
from translation.po.segments import Segment, segments_of
from translation.quality import findings


class Kind(TextChoices):
    """What an entry is to the translation as it is now."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Same")
    EMPTY = "empty", _("Not translated")
    FUZZY = "fuzzy", _("Unsure (fuzzy)")
    STALE = "stale", _("Of an older text")
    UNKNOWN = "unknown", _("Unknown")
    FAULTY = "faulty", _("Faulty")


#: What is taken in.
TAKEN = frozenset({Kind.NEW, Kind.CHANGED})


@dataclass(slots=True)
class Entry:
    """One entry of a file. `line` is where it begins; `before` what was translated until now."""

    kind: Kind
    line: int
    context: str
    source: str
    text: str
    label: str = ""
    before: str = ""
    #: Why it is faulty.
    reasons: list[str] = field(default_factory=list)
    #: What looks wrong in an entry that is taken in all the same.
    warnings: list[str] = field(default_factory=list)
    segment: Segment | None = None


@dataclass(slots=True)
class Plan:
    """What one file would do to one translation."""

    translation: Translation
    name: str
    entries: list[Entry]
    #: The texts of the page that are not in the file.
    absent: int = 0

    @property
    def counts(self) -> list[tuple[Kind, int]]:
        """How many entries there are of each kind."""
        counter = Counter(entry.kind for entry in self.entries)
        return [(kind, counter[kind]) for kind in Kind if counter[kind]]

    @property
    def taken(self) -> list[Entry]:
        """The entries that are taken in."""
        return [entry for entry in self.entries if entry.kind in TAKEN]

    @property
    def shown(self) -> list[Entry]:
        """The entries that somebody should look at: the problems first."""
        order = [Kind.FAULTY, Kind.STALE, Kind.UNKNOWN, Kind.FUZZY, Kind.CHANGED, Kind.NEW]
        entries = [entry for entry in self.entries if entry.kind in order]
        return sorted(entries, key=lambda entry: (order.index(entry.kind), entry.line))

    @property
    def mark(self) -> str:
        """Tells whether the file would still do the same."""
        state = [
            (str(self.translation.uuid), e.kind.value, e.context, e.source, e.text, e.before) for e in self.entries
        ]
        return hashlib.sha256(json.dumps(state).encode()).hexdigest()


def translation_id(file: File) -> str:
    """The id of the translation that a file was made for.

    Raises:
        UnusableFile: it does not say.
    """
    if not file.po.metadata.get(ID_HEADER):
        raise UnusableFile(
            gettext(
                "This file does not say which translation it is for: its header is missing. Download the file anew."
            )
        )
    return str(file.po.metadata[ID_HEADER])


def plan(file: File, translation: Translation) -> Plan:
    """What a file would change.

    Raises:
        UnusableFile: it is for another translation, or in another language.
    """
    if translation_id(file) != str(translation.uuid):
        raise UnusableFile(gettext("This file was made for another translation. Nothing was imported."))
    language = file.po.metadata.get("Language", "")
    target = translation.target_locale.language_code
    if language and re.split("[-_@.]", language.lower())[0] != target.lower().split("-")[0]:
        message = gettext("The file is in another language: its header says “%(language)s”, not “%(target)s”.")
        raise UnusableFile(message % {"language": language, "target": target})
    entries = [entry for entry in file.po if not entry.obsolete and (entry.msgid or entry.msgctxt)]
    segments = segments_of(translation)
    planner = _Planner(translation, segments, entries, ends_whole=file.text.endswith("\n"))
    present = {(entry.segment.context, entry.segment.source) for entry in planner.planned if entry.segment}
    return Plan(translation, file.name, planner.planned, absent=len(segments) - len(present))


class _Planner:
    """Compares the entries of a file with the texts of a translation."""

    def __init__(
        self, translation: Translation, segments: list[Segment], entries: list[polib.POEntry], *, ends_whole: bool
    ) -> None:
        self.languages = translation.source.locale.language_code, translation.target_locale.language_code
        self.glossary = Glossary.between(translation.source.locale, translation.target_locale)
        self.segments: dict[tuple[str, str], Segment] = {}
        self.contexts = defaultdict(list)
        for segment in segments:
            for name in (segment.context, segment.path):  # wagtail-localize's own files have the path
                self.segments[name, segment.source] = segment
                self.contexts[name].append(segment)
        names = [(entry.msgctxt or "", entry.msgid) for entry in entries]
        self.times = Counter(id(self.segments[name]) for name in names if name in self.segments)
        last = entries[-1] if entries else None
        lacks_end = bool(segments) and not self.times[id(segments[-1])]
        self.planned = [
            self._entry(entry, may_be_cut=entry is last and (lacks_end or not ends_whole), is_last=entry is last)
            for entry in entries
        ]

    def _entry(self, entry: polib.POEntry, *, may_be_cut: bool, is_last: bool) -> Entry:
        context = entry.msgctxt or ""
        segment = self.segments.get((context, entry.msgid))
        planned = Entry(Kind.NEW, entry.linenum or 0, context, entry.msgid, entry.msgstr, segment=segment)
        if segment is None:
            known = self.contexts.get(context)
            planned.kind = Kind.STALE if known else Kind.UNKNOWN
            planned.label = known[0].label if known else ""
            return planned
        planned.label = segment.label
        planned.before = segment.translation.data if segment.translation else ""
        if entry.fuzzy:
            planned.kind = Kind.FUZZY
        elif not entry.msgstr:
            planned.kind = Kind.EMPTY
        elif segment.translation and entry.msgstr == planned.before:
            planned.kind = Kind.SAME
        else:
            self._judge(planned, segment, may_be_cut=may_be_cut or (is_last and _looks_cut(entry)))
        if self.times[id(segment)] > 1 and planned.kind is not Kind.EMPTY:
            planned.kind = Kind.FAULTY
            planned.reasons = [gettext("The file has this entry more than once.")]
        return planned

    def _judge(self, planned: Entry, segment: Segment, *, may_be_cut: bool) -> None:
        found = findings(
            segment.source,
            planned.text,
            source_language=self.languages[0],
            target_language=self.languages[1],
            limit=segment.limit,
            glossary=None if segment.path == SLUG else self.glossary,
        )
        planned.reasons = [str(finding.message) for finding in found if finding.is_error]
        if segment.path != SLUG:
            planned.warnings = [str(finding.message) for finding in found if not finding.is_error]
        if may_be_cut:
            planned.reasons.append(gettext("The file ends here: this text may have been cut off."))
        if _BROKEN.search(planned.text) and not _BROKEN.search(segment.source):
            planned.reasons.append(gettext("Characters are broken: the file was saved in a wrong character set."))
        planned.kind = Kind.FAULTY if planned.reasons else Kind.CHANGED if segment.translation else Kind.NEW


#: UTF-8 that was read as Latin-1 or Windows-1252 and saved so ("Ã³" for "ó"), signs for what could not be read, and
#: control characters.
_BROKEN = re.compile("[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|\ufffd|[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")

_ENDS = re.compile(r"[.!?:;…)”»\"'’>]\s*$")


def _looks_cut(entry: polib.POEntry) -> bool:
    """Whether the last text of a file stops in the middle: where a tool broke the lines, the file can end after one."""
    text, source = entry.msgstr, entry.msgid
    if text != text.rstrip() and source == source.rstrip():
        return True
    return bool(_ENDS.search(source)) and not _ENDS.search(text)


class ChangedMeanwhileError(Exception):
    """The files would not do any more what was shown."""


@transaction.atomic
def carry_out(plans: Iterable[Plan], marks: list[str], user: object) -> int:
    """Take in what the plans say, all of it or nothing. Returns how many texts.

    Raises:
        ChangedMeanwhileError: the marks are not those of the plans.
    """
    plans = list(plans)
    if [plan.mark for plan in plans] != marks:
        raise ChangedMeanwhileError
    now = timezone.now()
    for plan in plans:
        rows = [(entry, _row(plan.translation, entry, user, now)) for entry in plan.taken]
        StringTranslation.objects.bulk_create(
            [row for _entry, row in rows if row.pk is None],
            update_conflicts=True,  # somebody may save the same text in this moment
            unique_fields=["locale", "translation_of", "context"],
            update_fields=_WRITTEN,
        )
        StringTranslation.objects.bulk_update([row for entry, row in rows if entry.kind is Kind.CHANGED], _WRITTEN)
        history.remember_all(row for _entry, row in rows)
        for entry, row in rows:
            if entry.segment and entry.segment.path == TITLE:
                name_draft(row)  # rows in bulk send no signals
    return sum(len(plan.taken) for plan in plans)


_WRITTEN = ("data", "translation_type", "tool_name", "last_translated_by", "updated_at", "has_error", "field_error")


def _row(translation: Translation, entry: Entry, user: object, now: dt.datetime) -> StringTranslation:
    segment: Any = entry.segment
    row: StringTranslation = segment.translation or StringTranslation(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale=translation.target_locale
    )
    row.data = entry.text
    row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    row.tool_name = "PO File"
    row.last_translated_by = user
    row.updated_at = now
    row.has_error, row.field_error = False, ""
    return row
