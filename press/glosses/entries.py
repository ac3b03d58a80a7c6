"""A row of the form as it was submitted, and its result."""

import dataclasses
from collections.abc import Mapping

from press.glosses.texts import FIELDS, tidy
from site_project.diffs import fingerprint

#: What can change while somebody types: the original, and the translation.
SOURCE, TARGET = "source", "target"
#: The answers to that: save my text all the same, leave what is there.
MINE, THEIRS = "mine", "theirs"


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One row of the form, as it came."""

    pk: int
    #: As typed, by field. A field that was not sent is not in it, and stays as it is.
    typed: Mapping[str, str]
    #: What the person saw, by field: marks of the source and of the translation, from `Row.seen`.
    seen: Mapping[str, tuple[str, str]]
    #: Take the translation as it stands for a translation of what the original says now, and publish it.
    keep: bool
    #: What the person was asked about (SOURCE, TARGET), and the answer: MINE, THEIRS or none.
    asked: frozenset[str]
    answer: str

    @classmethod
    def from_post(cls, pk: int, data: Mapping[str, str]) -> "Entry":
        """Read the row of the clipping `pk` out of the form."""
        marks = data.get(f"{pk}-seen", "").split(".")
        half = len(FIELDS)
        pairs = zip(marks[:half], marks[half:], strict=True) if len(marks) == 2 * half else [("", "")] * half
        return cls(
            pk=pk,
            typed={name: data[f"{pk}-{name}"] for name in FIELDS if f"{pk}-{name}" in data},
            seen=dict(zip(FIELDS, pairs, strict=True)),
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
        return [name for name, value in self.values.items() if fingerprint(value) != self.seen[name][1]]

    @property
    def asks_for_something(self) -> bool:
        return self.keep or bool(self.changed)


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    entry: Entry
    is_saved: bool = False
    #: Why it was not saved: sentences in the reader's language, by field; under "row" what is about all of it.
    errors: dict[str, str] = dataclasses.field(default_factory=dict)
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
