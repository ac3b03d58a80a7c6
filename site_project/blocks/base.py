"""Building blocks that other blocks are made of."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail_localize.segments import OverridableSegmentValue

#: Emphasis and links, for a sentence or two inside another block.
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]
#: The above with lists, for an answer or an introduction.
PROSE_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
#: A page's running text. No images: their text alternatives would be skipped by translation; the image block has them.
BODY_FEATURES = ["h2", "h3", *PROSE_FEATURES]


class Previewed(blocks.Block):
    """A block whose preview speaks the language of the person who looks at it.

    `Meta.preview_value` is given as stored data (what the database would hold), with lazily translated strings.
    """

    def get_preview_value(self) -> object:
        return self.to_python(_spoken(self.meta.preview_value))


def _spoken(value: object) -> Any:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, dict):
        return {key: _spoken(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_spoken(item) for item in value]
    return value


class SameInEveryLanguage(blocks.Block):
    """A block whose value is neither translated nor replaced in a translation."""

    def get_translatable_segments(self, value: object) -> list[OverridableSegmentValue]:
        return []

    def restore_translated_segments(self, value: object, segments: list[OverridableSegmentValue]) -> Any:
        return value


class PlainCharBlock(blocks.CharBlock):
    """A line of text, never None.

    A field that was added to a block later is missing from what is stored, and Wagtail's own block then gives None,
    which wagtail-localize cannot take: submitting the page would fail.
    """

    class Meta:
        default = ""


class PlainTextBlock(blocks.TextBlock):
    """Several lines of text, never None; see `PlainCharBlock`.

    Browsers send line breaks as CR LF. They are stored as LF, as whatever else writes a text does: with other breaks it
    would be another text, and its translation lost.
    """

    def value_from_form(self, value: object) -> Any:
        return normalize_newlines(super().value_from_form(value) or "")

    class Meta:
        default = ""


class SynchronizedCharBlock(PlainCharBlock):
    """A line that is not language: a code, a number, an identifier.

    A plain CharBlock would be handed to translators. This one is copied as it is, and a translator may still put
    another value in its place (a hotline in the other language).
    """

    def get_translatable_segments(self, value: str) -> list[OverridableSegmentValue]:
        return [OverridableSegmentValue("", value)]

    def restore_translated_segments(self, value: str, segments: list[OverridableSegmentValue]) -> Any:
        return segments[0].data if segments else value


class PhoneBlock(SynchronizedCharBlock):
    """A phone number as it should be printed; `site_project.text.tel_uri` says what a phone dials."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("help_text", _("With area code, as it should be printed: 212-555-0142"))
        validators = [
            *kwargs.pop("validators", []),
            RegexValidator(
                r"^\+?[\d\s().\-/]{3,}$",
                _(
                    "Write a phone number: digits, spaces, dots, hyphens and brackets, with + in front if international."
                ),
            ),
        ]
        super().__init__(validators=validators, **kwargs)

    class Meta:
        icon = "mobile-alt"
        label = _("Phone number")
