"""Rows as the form shows them: with what was typed, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.text import capfirst

from press.glosses.entries import MINE, SOURCE, TARGET, THEIRS
from press.glosses.rows import Row, Text
from press.glosses.save import Outcome
from press.glosses.status import GlossState
from press.models import Clipping
from site_project.i18n.language_choices import language_name

#: About so many characters fit on a line of a field, which is shown with at least and at most so many lines.
_PER_LINE, _LINES = 60, (2, 12)


@dataclass(frozen=True, slots=True)
class Box:
    """The field for one translation. `stored` is what is saved, `value` what the field says."""

    text: Text
    id: str
    name: str
    label: str
    value: str
    stored: str
    error: str
    limit: int | None

    @property
    def lines(self) -> int:
        """How high the field is to be."""
        longest = max(len(self.value), len(self.text.source))
        return min(max(longest // _PER_LINE + 1, self.value.count("\n") + 1, _LINES[0]), _LINES[1])


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the form."""

    row: Row
    boxes: list[Box]
    outcome: Outcome | None
    source_language: str
    may_publish: bool

    @property
    def needs_attention(self) -> bool:
        """Whether it could not be saved."""
        return bool(self.outcome and self.outcome.needs_attention)

    @property
    def error(self) -> str:
        """What is wrong with the row as a whole."""
        return self.outcome.errors.get("", "") if self.outcome else ""

    @property
    def source_changed(self) -> bool:
        """Whether the original changed while the person typed."""
        return bool(self.outcome and SOURCE in self.outcome.questions)

    @property
    def target_changed(self) -> bool:
        """Whether somebody else saved a translation while the person typed."""
        return bool(self.outcome and TARGET in self.outcome.questions)

    @property
    def answers(self) -> tuple[str, str]:
        """The values of the two answers."""
        return MINE, THEIRS

    @property
    def editor_url(self) -> str:
        """wagtail-localize's editor of the clipping; empty as long as there is nothing to edit."""
        if self.row.carrier is None:
            return ""
        return reverse(Clipping.snippet_viewset.get_url_name("edit"), args=[quote(self.row.carrier.pk)])

    @property
    def is_kept(self) -> bool:
        """Whether "still right" was ticked, and not taken up yet."""
        return bool(self.outcome and self.outcome.needs_attention and self.outcome.entry.keep)

    @property
    def can_be_published(self) -> bool:
        """Whether it is translated and only waits to be published, by somebody who may."""
        return self.may_publish and self.row.state == GlossState.DRAFT


def items_of(rows: Iterable[Row], outcomes: Sequence[Outcome], *, may_publish: bool) -> list[Item]:
    """The rows to show, with what became of them if the form was sent."""
    by_pk = {outcome.entry.pk: outcome for outcome in outcomes}
    items = []
    for row in rows:
        outcome = by_pk.get(row.clipping.pk)
        boxes = [_box(row, text, outcome) for text in row.shown_texts]
        items.append(Item(row, boxes, outcome, capfirst(language_name(row.clipping.locale.language_code)), may_publish))
    return items


def _box(row: Row, text: Text, outcome: Outcome | None) -> Box:
    name = f"{row.clipping.pk}-{text.field}"
    field = Clipping._meta.get_field(text.field)
    value = text.target
    if outcome and outcome.needs_attention:
        value = outcome.entry.typed.get(text.field, value)
    return Box(
        text=text,
        id=f"gloss-{name}",
        name=name,
        label=capfirst(field.verbose_name),
        value=value,
        stored=text.target,
        error=outcome.errors.get(text.field, "") if outcome else "",
        limit=getattr(field, "max_length", None),
    )
