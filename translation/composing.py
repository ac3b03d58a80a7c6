"""A translation is the live original's structure and facts, with texts of its own.

`compose()` writes every translation. It asks a callback for each text and never falls back to the original's words.
"""

import copy
import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import String
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

#: A page cannot be without.
TITLE = "title"
#: Decided per language, and of no meaning to readers.
SLUG = "slug"
_TAG, _BREAK = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE), re.compile(r"<br\s*/?>", re.IGNORECASE)
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(slots=True)
class Text:
    """The text or texts at one path. `template` is the frame of a rich text, or None.

    Each string is (hash of the source's string, text, attributes of its links); the hash is empty where the text is the
    source's own.
    """

    template: str | None = None
    strings: list[tuple[str, str, Any]] = field(default_factory=list)
    #: The picture that it describes, by primary key; None where it describes none, or nobody knows which.
    picture: int | None = None


def digest(data: str) -> str:
    """What identifies a string of the source, as wagtail-localize does."""
    return str(String._get_data_hash(data))


def texts_of(segments: Iterable[object]) -> dict[str, Text]:
    """The texts among the segments of a page or snippet, by path."""
    texts: dict[str, Text] = defaultdict(Text)
    for segment in segments:
        if isinstance(segment, TemplateSegmentValue):
            texts[segment.path].template = segment.template
        elif isinstance(segment, StringSegmentValue):
            texts[segment.path].strings.append((digest(segment.string.data), segment.string.data, segment.attrs))
    return dict(texts)


def pictures_of(instance: Any) -> dict[str, tuple[str, int | None]]:
    """The pictures that texts describe, by path of the text: the path of the picture, and its primary key. Models and
    blocks of streams name both in `texts_of_pictures`."""
    names = getattr(type(instance), "texts_of_pictures", {})
    found = {path: (name, getattr(instance, f"{name}_id")) for path, name in names.items()}
    for stream in (own for own in instance._meta.get_fields() if isinstance(own, StreamField)):
        for raw in getattr(instance, stream.name).raw_data:
            block, here = stream.stream_block.child_blocks.get(raw["type"]), f"{stream.name}.{raw.get('id')}"
            for text, picture in getattr(block, "texts_of_pictures", {}).items():
                found[f"{here}.{text}"] = f"{here}.{picture}", raw["value"].get(picture)
    return found


def plain_text(data: str) -> str:
    """A string as plain text; as `StringValue.render_text()`, without a parser."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", data))) if "<" in data or "&" in data else data


def has_words(data: str) -> bool:
    """Whether there is anything to translate: "30" and "78.06%" are the same in every language."""
    return any(character.isalpha() for character in plain_text(data))


def count_words(data: str) -> int:
    """How many words of a text there are to translate."""
    return sum(any(map(str.isalpha, word)) for word in plain_text(data).split())


def block_of(path: str) -> str:
    """The id of the block of a page's body that a path leads into; empty for everything else.

    Only blocks of the body say their language (`components/sections.html`): menus, key facts and contacts do not.
    """
    field, _dot, rest = path.partition(".")
    key = rest.partition(".")[0]
    return key if field == "body" and UUID.fullmatch(key) else ""


def source_blocks(texts: dict[str, Text]) -> set[str]:
    """What says something in the source's own words: the ids of blocks of the body, and the paths of other texts."""
    return {
        block_of(path) or path
        for path, text in texts.items()
        for key, data, _attrs in text.strings
        if not key and path != SLUG and has_words(data)
    }


#: Gives the text to show at a path instead of the source's; None leaves it out.
Chooser = Callable[[str, Text], Text | None]


def compose(
    original: Any, target: Any, segments: list[Any], choose: Chooser, overrides: dict[str, Any], locale: Locale
) -> dict[str, Text]:
    """Make `target` (in memory) what `original` is, with the texts that `choose` gives and with `overrides` by path.

    Returns the texts that it shows, by path.

    Args:
        original: read again for each call; its blocks become the target's.
        segments: those of `original`.
    """
    keep = {name: getattr(target, name) for name in KEPT if hasattr(target, name)}
    copy_synchronised_fields(original, target)
    for name, value in keep.items():
        setattr(target, name, value)
    if hasattr(target, EXPIRY):  # a fact, which localize copies for snippets alone
        setattr(target, EXPIRY, getattr(original, EXPIRY))
    source_texts = texts_of(segments)
    shown = {path: choose(path, source) for path, source in source_texts.items()}
    for path, (place, picture) in pictures_of(original).items():
        text = shown.get(path)
        if text and text.picture not in (None, overrides.get(place, picture)) and not _is_of(text, source_texts[path]):
            shown[path] = None  # an older text would describe another picture
    translated = _translated(segments, source_texts, shown, overrides, locale)
    ingest_segments(original, target, original.locale, locale, translated)
    if None in shown.values() or any(isinstance(segment, _Related) and not segment.instance for segment in translated):
        for stream in (field for field in target._meta.get_fields() if isinstance(field, StreamField)):
            _lacks(stream.stream_block, getattr(target, stream.name))
    return {path: text for path, text in shown.items() if text is not None}


def _is_of(text: Text, source: Text) -> bool:
    """Whether a text translates what the source says now."""
    return [string[0] for string in text.strings] == [string[0] for string in source.strings]


def _lacks(block: blocks.Block, value: Any) -> bool:
    """Whether a required text is missing in a block, which then says nothing: a button without a label, a date without
    its event. Takes such blocks and items out of the lists in it; a list that is empty then is missing as a whole."""
    if isinstance(block, blocks.BaseStreamBlock):
        return _lacks_all(value, lambda number: (value[number].block, value[number].value)) and block.required
    if isinstance(block, blocks.ListBlock):
        return _lacks_all(value, lambda number: (block.child_block, value[number]))
    if isinstance(block, blocks.BaseStructBlock):
        # A list, so that every child is looked through.
        return any([_lacks(child, value[name]) for name, child in block.child_blocks.items()])  # noqa: C419
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return block.required and not (value or "").strip()
    if isinstance(block, SnippetChooserBlock):
        return block.required and value is None
    return isinstance(block, blocks.RichTextBlock) and block.required and not strip_tags(value.source).strip()


def _lacks_all(items: Any, item_at: Callable[[int], tuple[blocks.Block, Any]]) -> bool:
    """Take out the items that lack something. Returns whether there were items, and none is left."""
    had_items = bool(len(items))
    for number in reversed(range(len(items))):
        if _lacks(*item_at(number)):
            del items[number]
    return had_items and not len(items)


#: Facts of a record's own life, which localize copies for snippets.
KEPT = ("first_published_at", "last_published_at", "go_live_at", "live", "live_revision_id")
#: When a page ceases to be public.
EXPIRY = "expire_at"


def _translated(
    segments: list[Any],
    source_texts: dict[str, Text],
    shown: dict[str, Text | None],
    overrides: dict[str, Any],
    locale: Locale,
) -> list[Any]:
    found: list[Any] = []
    orders = {segment.path: segment.order for segment in reversed(segments)}
    for path, source in source_texts.items():
        text = shown[path] or Text(source.template and "", [])
        order = orders[path]
        if text.template is None:
            data = text.strings[0][1] if text.strings else ""
            found.append(StringSegmentValue(path, StringValue(data), order=order))
            continue
        found.append(TemplateSegmentValue(path, "html", text.template, len(text.strings), order=order))
        for number, (_hash, data, attrs) in enumerate(text.strings, start=1):
            found.append(StringSegmentValue(path, StringValue(data), attrs=copy.deepcopy(attrs), order=order + number))
    for segment in segments:
        if isinstance(segment, OverridableSegmentValue) and segment.path in overrides:
            found.append(OverridableSegmentValue(segment.path, overrides[segment.path], order=segment.order + 10**6))
        elif isinstance(segment, RelatedObjectSegmentValue):
            found.append(_Related(segment, in_language(segment.content_type, segment.translation_key, locale)))
    return found


class _Related(RelatedObjectSegmentValue):
    """A snippet with translations of its own. Its place stays empty where visitors cannot read it in the language."""

    def __init__(self, segment: RelatedObjectSegmentValue, instance: Any) -> None:
        super().__init__(segment.path, segment.content_type, segment.translation_key, order=segment.order)
        self.instance = instance

    def get_instance(self, locale: object) -> Any:
        return self.instance

    def clone(self) -> "_Related":
        return _Related(self, self.instance)


def in_language(content_type: Any, translation_key: object, locale: Locale) -> Any:
    """What visitors read of a snippet in a language; None when nothing."""
    found = content_type.model_class()._base_manager.filter(translation_key=translation_key, locale=locale).first()
    return found if getattr(found, "live", True) else None


def as_source(source: Text) -> Text:
    """The source's own words, shown as such."""
    return Text(source.template, [("", data, attrs) for _key, data, attrs in source.strings])


def fits(text: Text, source: Text) -> Text:
    """`text` with the links of `source` where they are the same in number: a changed address is a fact."""
    strings = []
    for (key, data, attrs), (_key, _data, source_attrs) in zip(text.strings, source.strings, strict=False):
        same = set(attrs or {}) <= set(source_attrs or {})
        strings.append((key, data, source_attrs if same else attrs))
    return Text(source.template, strings, text.picture)


class Kept:
    """Chooses for the flow of facts: what visitors read stays, wherever the source's text is now."""

    def __init__(self, published: dict[str, Text], model: object = None) -> None:
        self.published = published
        #: Shown in the source's language, as a whole, whatever it says now.
        self.source_blocks = source_blocks(published)
        #: Texts that are bound to facts: they would contradict the new ones.
        self.bound: dict[str, bool] = getattr(model, "texts_bound_to_facts", {})
        self.elsewhere = {string[0]: string for text in published.values() for string in text.strings if string[0]}

    def __call__(self, path: str, source: Text) -> Text | None:
        if block_of(path) in self.source_blocks:
            return as_source(source)
        text = self.published.get(path)
        exact = self._exact(text, source)
        if exact is not None:
            return exact
        if path in self.bound:
            return as_source(source) if self.bound[path] else None
        if not text or not text.strings:
            return None
        if any(not key and has_words(data) for key, data, _attrs in text.strings):
            return as_source(source) if path == TITLE else None  # the source's words, which nobody chose to show
        if len(text.strings) == len(source.strings) and (text.template is None) == (source.template is None):
            return fits(text, source)  # changed words keep the translation that they had
        return text  # a rich text that was rewritten: the old one as a whole

    def _exact(self, text: Text | None, source: Text) -> Text | None:
        """The source's strings one by one, each known here or elsewhere on the page."""
        here = {string[0]: string for string in (text.strings if text else []) if string[0]}
        strings = []
        for string in source.strings:
            known = here.get(string[0]) or self.elsewhere.get(string[0])
            if known is None and has_words(string[1]):
                return None
            strings.append(known or string)
        return fits(Text(source.template, strings), source)


class Waiting(NamedTuple):
    """What of a source its translation does not say."""

    #: Texts that are not among those whose translation is shown.
    behind: int
    #: How many of these have no older translation in their place.
    untranslated: int
    #: The words of all of them.
    words: int


def count_waiting(shown: dict[str, Text], source: dict[str, Text]) -> Waiting:
    """What of the texts of the source is not among those whose translation is shown."""
    known = {(path, string[0]) for path, text in shown.items() for string in text.strings}
    behind = untranslated = words = 0
    for path, text in source.items():
        waiting = [data for key, data, _attrs in text.strings if (path, key) not in known and has_words(data)]
        if path != SLUG and waiting:
            behind += len(waiting)
            words += sum(map(count_words, waiting))
            older = shown.get(path)
            is_shown = older and any(string[0] for string in older.strings)
            untranslated += 0 if is_shown else len(waiting)
    return Waiting(behind, untranslated, words)
