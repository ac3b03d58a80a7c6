"""What somebody typed into one row, beside what they saw while they typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from press.glosses.rows import Row, Text, target_mark
from press.glosses.texts import FIELDS, fingerprint, tidy

#: What can change while somebody types: the original, and the translation.
SOURCE, TARGET = "source", "target"
#: The answers to that: save my text all the same, leave what is there.
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the form, as it came."""

    pk: int
    #: As typed, by field. A field that was not sent is not in it, and stays as it is.
    typed: Mapping[str, str]
    #: `Row.seen` of the row that was filled in.
    seen: str = ""
    #: Take the translation as it stands for a translation of what the original says now, and publish it.
    keep: bool = False
    #: What the person was asked about (SOURCE, TARGET), and the answer: MINE, THEIRS or none.
    asked: frozenset[str] = frozenset()
    answer: str = ""
    _marks: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        marks = self.seen.split(".")
        if len(marks) == 2 * len(FIELDS):
            self._marks.update(zip(FIELDS, zip(marks, marks[len(FIELDS) :], strict=False), strict=False))

    @classmethod
    def from_post(cls, pk: int, data: Mapping[str, str]) -> "Entry":
        """Read the row of the clipping `pk` out of the form."""
        return cls(
            pk=pk,
            typed={name: data[f"{pk}-{name}"] for name in FIELDS if f"{pk}-{name}" in data},
            seen=data.get(f"{pk}-seen", ""),
            keep=f"{pk}-keep" in data,
            asked=frozenset(data.get(f"{pk}-asked", "").split()) & {SOURCE, TARGET},
            answer=data.get(f"{pk}-answer", ""),
        )

    @property
    def values(self) -> dict[str, str]:
        """What was typed, as it would be kept, by field."""
        return {name: tidy(name, typed) for name, typed in self.typed.items()}

    @property
    def changed(self) -> list[str]:
        """The fields that no longer say what they said when the form was shown."""
        return [name for name, value in self.values.items() if fingerprint(value) != self._seen(name)[1]]

    @property
    def asks_for_something(self) -> bool:
        """Whether there is anything to save."""
        return self.keep or bool(self.changed)

    def missed(self, row: Row) -> frozenset[str]:
        """What has changed without the person seeing it: SOURCE, TARGET, both or neither."""
        concerned = [text for text in row.texts if self.keep or text.field in self.changed]
        missed = set()
        if any(fingerprint(text.source) != self._seen(text.field)[0] for text in concerned):
            missed.add(SOURCE)
        if any(self._is_news(text) for text in concerned):
            missed.add(TARGET)
        return frozenset(missed)

    def _is_news(self, text: Text) -> bool:
        """Whether the translation changed meanwhile, to something else than was typed."""
        mark = target_mark(text)
        typed = self.values.get(text.field)
        return mark != self._seen(text.field)[1] and (typed is None or fingerprint(typed) != mark)

    def _seen(self, name: str) -> tuple[str, str]:
        return self._marks.get(name, ("", ""))
