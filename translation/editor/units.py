"""The texts of one page or snippet, each with its translation and how far that is."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import nh3
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines
from django.utils.translation import pgettext_lazy
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationContext,
)
from wagtail_localize.strings import INLINE_TAGS, StringValue
from wagtail_localize.views.edit_translation import TabHelper

from site_project.diffs import Piece, diff_words, fingerprint
from site_project.text import collapse_whitespace, strip_control_characters
from translation import snapshot
from translation.composing import SLUG, digest, has_words, plain_text
from translation.glossary.terms import Glossary
from translation.glossary.terms import Match as TermMatch
from translation.models import Question, Review
from translation.places import Labels, has_lines, is_rich_text, limit_of, walk
from translation.quality.findings import findings

#: About so many characters fit on a line of a field, which is shown with at most so many lines.
_PER_LINE, _LINES = 70, 12
#: Per cent that two versions of a paragraph have in common, at least.
_SAME_PARAGRAPH = 55
_LINK = re.compile(r"<a id=\"([\w-]+)\">")
_LINKED = re.compile(rf"{_LINK.pattern}(.*?)</a>", re.DOTALL)
_SAFE_ADDRESS = re.compile(r"(https?:|mailto:|tel:|/|#)", re.IGNORECASE)


class State(StrEnum):
    """How far a text is."""

    #: Never translated.
    NEW = "new"
    #: The original changed since it was translated.
    CHANGED = "changed"
    #: It cannot be used as it is.
    ERROR = "error"
    #: Translated by nobody yet: taken from elsewhere.
    REVIEW = "review"
    DONE = "done"

    @property
    def label(self) -> str:
        return str(LABELS[self])


LABELS: Final = {
    State.NEW: pgettext_lazy("text", "New"),
    State.CHANGED: pgettext_lazy("text", "Changed"),
    State.ERROR: pgettext_lazy("text", "Error"),
    State.REVIEW: pgettext_lazy("text", "Needs review"),
    State.DONE: pgettext_lazy("text", "Translated"),
}

#: The tabs of the editor, and the states that each one shows.
TABS: Final[dict[str, tuple[Any, frozenset[State]]]] = {
    "all": (pgettext_lazy("texts", "All"), frozenset(State)),
    "todo": (pgettext_lazy("texts", "To do"), frozenset({State.NEW, State.CHANGED, State.ERROR})),
    "changed": (pgettext_lazy("texts", "Changed"), frozenset({State.CHANGED})),
    "errors": (pgettext_lazy("texts", "Errors"), frozenset({State.ERROR})),
    "review": (pgettext_lazy("texts", "Needs review"), frozenset({State.REVIEW})),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A text that was translated somewhere. `score` in per cent: 100 is the same."""

    text: StringTranslation
    source: str
    translation: str
    origin: str
    score: int = 100
    #: What `source` says otherwise than the text that this is beside.
    changes: list[Piece] | None = None


@dataclass(slots=True)
class Unit:
    """One text of the original, and its translation."""

    context_id: int
    string_id: int
    path: str
    #: As wagtail-localize keeps it: a scrap of HTML.
    source: str
    definition: Any
    is_rich: bool
    #: Of its links.
    attrs: dict[str, Any] = field(default_factory=dict)
    #: The label, in the group of texts with this key and heading.
    label: str = ""
    group: str = ""
    heading: str = ""
    #: What is stored as its translation.
    stored: StringTranslation | None = None
    #: An older text of the original at this place, and what it was translated as.
    older_source: str = ""
    older_text: str = ""
    #: What visitors go on reading since its translation was emptied.
    public_text: str = ""
    #: Whether there is one about a text at this place, and the one that is shown.
    has_question: bool = False
    question: Question | None = None
    #: Similar texts that were translated elsewhere.
    matches: list[Match] = field(default_factory=list)
    #: What looks wrong with what is stored; and terms of the glossary in the original.
    hints: list[str] = field(default_factory=list)
    terms: list[TermMatch] = field(default_factory=list)
    #: What the field says instead, which is not saved yet; and why it could not be.
    typed: str | None = None
    refusals: list[str] = field(default_factory=list)
    #: Somebody else saved another text meanwhile.
    has_conflict: bool = False

    @property
    def key(self) -> str:
        return f"{self.context_id}-{self.string_id}"

    @property
    def name(self) -> str:
        """The name of the field: it says which text it was filled with, and whether that translates an older one."""
        return f"t-{self.key}-{fingerprint(self.shown)}{'' if self.is_stored else 'o' * bool(self.older_text)}"

    @property
    def state(self) -> State:
        if self.stored is None or not self.is_stored:
            if self.older_text:
                return State.CHANGED
            return State.NEW if self.path != SLUG and has_words(self.source) else State.DONE
        if self.stored.has_error:
            return State.ERROR
        return State.REVIEW if self.is_machine or self.origin else State.DONE

    @property
    def is_stored(self) -> bool:
        """Whether there is a translation; the API stores blank ones, too."""
        return bool(self.stored and self.stored.data.strip())

    @property
    def badge(self) -> str:
        return "" if self.state in {State.NEW, State.DONE} else self.state.label

    @property
    def origin(self) -> str:
        """Where a text that nobody has looked at was taken from."""
        if self.stored is None:
            return ""
        review = getattr(self.stored, "review", None)
        return review.origin if review else self.stored.tool_name if self.is_machine else ""

    @property
    def is_machine(self) -> bool:
        return bool(self.stored and self.stored.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE)

    @property
    def is_waiting(self) -> bool:
        """Whether a person has to translate it."""
        return self.state in {State.NEW, State.CHANGED}

    @property
    def can_be_kept(self) -> bool:
        """Whether there is a text that waits for a person to say that it fits."""
        return self.state in {State.CHANGED, State.REVIEW}

    @property
    def is_slug(self) -> bool:
        return self.path == SLUG

    @property
    def limit(self) -> int | None:
        """How many characters the translation may have."""
        return None if self.is_rich else limit_of(self.definition)

    @property
    def shown(self) -> str:
        """What the field is filled with: the translation, else that of the older text."""
        data = self.stored.data if self.stored and self.is_stored else self.older_text
        return data if self.is_rich else plain_text(data)

    @property
    def value(self) -> str:
        return self.shown if self.typed is None else self.typed

    @property
    def lines(self) -> int:
        longest = max(len(self.value), len(self.source))
        return min(max(longest // _PER_LINE + 1, self.value.count("\n") + 1), _LINES)

    @property
    def source_html(self) -> SafeString:
        """The original's text as it looks, with its links, or with the terms of the glossary marked."""
        if not self.terms or "<" in self.source:
            return render(self.source, self.attrs)
        text, parts, end = plain_text(self.source), [], 0
        for match in self.terms:
            parts.append(conditional_escape(text[end : match.start]))
            parts.append(format_html("<mark>{}</mark>", text[match.start : match.end]))
            end = match.end
        return mark_safe("".join([*parts, conditional_escape(text[end:])]))  # noqa: S308 each part is escaped

    @property
    def changes(self) -> list[Piece]:
        """What changed in the original since it was translated."""
        return diff_words(plain_text(self.older_source), plain_text(self.source))

    @property
    def errors(self) -> list[str]:
        """Why the text that was sent, or the one that is stored, cannot be used."""
        if self.refusals or self.typed is not None or self.state is not State.ERROR or self.stored is None:
            return self.refusals
        error = self.stored.get_error() or self.stored.field_error
        return [error] if error else []

    def tidy(self, typed: str) -> str:
        """What somebody typed, without what nobody can see."""
        if self.is_rich or not has_lines(self.definition):
            return collapse_whitespace(typed)
        lines = normalize_newlines(strip_control_characters(typed)).replace("\t", " ").strip().split("\n")
        return "\n".join(line.strip() for line in lines)

    def adapted(self, data: str) -> str:
        """The translation of another text, as this field takes it: without links that are not this text's."""
        if not self.is_rich:
            return plain_text(data)
        own = set(_LINK.findall(self.source))
        return _LINKED.sub(lambda match: match[0] if match[1] in own else match[2], data)

    def as_data(self, text: str) -> str:
        """A text as wagtail-localize keeps it."""
        return text if self.is_rich else StringValue.from_plaintext(text).data


def render(data: str, attrs: dict[str, Any]) -> SafeString:
    """A string as it looks: only simple tags, and links to where they lead."""
    if "<" not in data:
        return mark_safe(data)  # noqa: S308 no markup without this character

    def link(match: re.Match[str]) -> str:
        address = str(attrs.get(match[1], {}).get("href", ""))
        return f'<a href="{conditional_escape(address)}">' if _SAFE_ADDRESS.match(address) else "<a>"

    html = nh3.clean(_LINK.sub(link, data), tags=set(INLINE_TAGS), attributes={"a": {"href"}}, link_rel="noreferrer")
    return mark_safe(html)  # noqa: S308 just cleaned


@dataclass(slots=True)
class Group:
    heading: str
    units: list[Unit]


def add_older(translation: Translation, units: Iterable[Unit]) -> None:
    """Add what waiting texts were translated as before.

    Args:
        units: all that stand at their places.
    """
    waiting = defaultdict(list)
    for unit in units:
        if not unit.is_stored and not unit.is_slug and has_words(unit.source):
            waiting[unit.path].append(unit)
    if not waiting:
        return
    current = {(unit.context_id, unit.string_id) for unit in units}
    texts = StringTranslation.objects.filter(
        locale=translation.target_locale_id,
        context__in={found[0].context_id for found in waiting.values()},
        has_error=False,
    ).order_by("-updated_at")
    older = defaultdict(list)
    for context_id, string_id, source, data in texts.values_list(
        "context_id", "translation_of_id", "translation_of__data", "data"
    ):
        if data.strip() and (context_id, string_id) not in current:
            older[context_id].append((source, data))
    _add_published(translation, waiting, units, older)
    for path_units in waiting.values():
        _match(path_units, older[path_units[0].context_id])


def add_hints(translation: Translation, units: Iterable[Unit]) -> None:
    """Add what looks wrong with what is stored, and the terms of the glossary. One query."""
    locales = translation.source.locale, translation.target_locale
    glossary = Glossary.between(*locales)
    for unit in units:
        if unit.is_slug:
            continue
        unit.terms = glossary.terms_in(plain_text(unit.source))
        if unit.stored and unit.is_stored:
            found = findings(
                unit.source,
                unit.stored.data,
                source_language=locales[0].language_code,
                target_language=locales[1].language_code,
                limit=unit.limit,
                glossary=glossary,
            )
            unit.hints = [str(finding.message) for finding in found if not finding.is_error]


def add_questions(translation: Translation, units: Iterable[Unit]) -> None:
    """Add what translators have asked; one about an older text to the first text at its place. One query at most."""
    asked = [unit for unit in units if unit.has_question]
    if not asked:
        return
    by_key = {(unit.context_id, unit.string_id): unit for unit in asked}
    by_context = {unit.context_id: unit for unit in reversed(asked)}
    for question in Question.objects.filter(locale=translation.target_locale_id, context__in=by_context):
        key = question.context_id, question.string_id
        unit = by_key.get(key) or by_context.get(question.context_id)
        if unit and (unit.question is None or key in by_key):
            unit.question = question


def load(translation: Translation, target: object, contexts: Iterable[int] | None = None) -> list[Unit]:
    """The texts of the original in the order of its editor, a text that recurs at one place once.

    Args:
        target: the translated page or snippet.
        contexts: the primary keys of the contexts that are wanted; all by default.
    """
    template = TemplateSegment.objects.filter(source=OuterRef("source"), context=OuterRef("context"))
    questions = Question.objects.filter(context=OuterRef("context"), locale=translation.target_locale_id)
    rows = StringSegment.objects.filter(source=translation.source_id).annotate(
        is_rich=Exists(template), has_question=Exists(questions)
    )
    if contexts is not None:
        rows = rows.filter(context__in=contexts)
    rows = rows.annotate(
        stored=FilteredRelation(
            "string__translations",
            condition=Q(string__translations__locale=translation.target_locale_id)
            & Q(string__translations__context=F("context")),
        )
    )
    names = ["context_id", "context__path", "context__field_path", "string_id", "string__data", "attrs"]
    stored = [field.attname for field in StringTranslation._meta.concrete_fields]
    rows = rows.order_by("order").values_list(
        *names,
        "is_rich",
        "has_question",
        "stored__review__id",
        "stored__review__origin",
        *(f"stored__{name}" for name in stored),
    )
    values = list(rows)
    if any(not row[2] for row in values):
        snapshot.fill_field_paths(translation.source)
        values = list(rows.all())
    labels = Labels(translation.source.specific_content_type.model_class())
    units: dict[tuple[int, int], Unit] = {}
    for context_id, path, field_path, string_id, data, attrs, is_rich, has_question, review_id, origin, *text in values:
        group, heading, label = labels.label(path, field_path)
        units.setdefault(
            (context_id, string_id),
            Unit(
                context_id=context_id,
                string_id=string_id,
                path=path,
                source=data,
                attrs=json.loads(attrs or "null") or {},
                definition=labels.definitions(field_path)[-1],
                label=label,
                group=group,
                heading=heading,
                is_rich=is_rich or is_rich_text(labels.definitions(field_path)[-1]),
                has_question=has_question,
                stored=_stored(dict(zip(stored, text, strict=True)), review_id, origin),
            ),
        )
    order = TabHelper(target).field_ordering_mapping
    return sorted(units.values(), key=lambda unit: order.get(unit.path.partition(".")[0], len(order)))


def _stored(values: dict[str, Any], review_id: int | None, origin: str) -> StringTranslation | None:
    """A translation with its review, of which there may be none, from what the database said."""
    if values["id"] is None:
        return None
    text = StringTranslation.from_db(StringTranslation.objects.db, list(values), list(values.values()))
    review = Review(pk=review_id, text_id=text.pk, origin=origin) if review_id else None
    StringTranslation._meta.get_field("review").set_cached_value(text, review)
    return text


def outdated(translation: Translation, context: TranslationContext, string: String) -> Unit:
    """A text that the original does not have any more."""
    model = translation.source.specific_content_type.model_class()
    definition = walk(model, context.field_path.split("."))[-1]
    stored = StringTranslation.objects.filter(
        translation_of=string, context=context, locale=translation.target_locale_id
    )
    return Unit(
        context_id=context.pk,
        string_id=string.pk,
        path=context.path,
        source=string.data,
        definition=definition,
        is_rich=is_rich_text(definition),
        stored=stored.select_related("review").first(),
    )


def _add_published(
    translation: Translation,
    waiting: dict[str, list[Unit]],
    units: Iterable[Unit],
    older: dict[int, list[tuple[str, str]]],
) -> None:
    """Add what visitors read in place of the texts that wait: an older one where the translator's own strings do not know
    it, or the same one, which somebody has emptied."""
    row = getattr(translation, "published", None)
    if row is None:
        return
    current = {(unit.path, digest(unit.source)) for unit in units}
    found = []
    for path, path_units in waiting.items():
        strings = [(key, data) for key, data, _attrs in row.texts.get(path, {}).get("strings", ()) if key]
        public = dict(strings)
        for unit in path_units:
            unit.public_text = plain_text(public.get(digest(unit.source), ""))
        if not older[path_units[0].context_id]:
            found += [(path, key, data) for key, data in strings if (path, key) not in current]
    if not found:
        return
    sources = String.objects.filter(locale=translation.source.locale_id, data_hash__in={key for _path, key, _ in found})
    by_hash = {str(key): data for key, data in sources.values_list("data_hash", "data")}
    for path, key, data in found:
        if key in by_hash:
            older[waiting[path][0].context_id].append((by_hash[key], data))


def _match(units: list[Unit], candidates: list[tuple[str, str]]) -> None:
    """Give texts that wait the older ones that they take the place of, each once: the last one of a field, the most
    similar paragraph of a rich text."""
    from rapidfuzz import fuzz  # noqa: PLC0415 few processes need it

    left = list(candidates)
    for unit in units:
        if not left:
            return
        if unit.is_rich:
            best = max(left, key=lambda pair: fuzz.ratio(plain_text(pair[0]), plain_text(unit.source)))
            if fuzz.ratio(plain_text(best[0]), plain_text(unit.source)) < _SAME_PARAGRAPH:
                continue
        else:
            best = left[0]
        left.remove(best)
        unit.older_source, unit.older_text = best


def counts(units: Iterable[Unit]) -> dict[str, int]:
    """How many texts each tab has."""
    states = Counter(unit.state for unit in units)
    return {name: sum(states[state] for state in shown) for name, (_label, shown) in TABS.items()}


def grouped(units: Iterable[Unit]) -> list[Group]:
    """The texts by the block that they stand in."""
    groups: dict[str, Group] = {}
    for unit in units:
        groups.setdefault(unit.group, Group(unit.heading, [])).units.append(unit)
    return list(groups.values())
