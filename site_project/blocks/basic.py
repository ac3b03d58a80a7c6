"""Wagtail's basic blocks, which say in words what they hold: its comparison of two versions shows stored values and the
names of fields."""

from typing import Any

from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.admin import compare

from site_project.i18n.dates import join_list


class ComparedWhole(blocks.Block):
    """A block of which `render_basic` says in words what it holds: what was and what is, not which letters changed."""

    def get_comparison_class(self) -> type[compare.BlockComparison]:
        return WholeComparison


class ChoiceBlock(ComparedWhole, blocks.ChoiceBlock):
    def render_basic(self, value: Any, context: object = None) -> str:
        return _label(self, value)


class MultipleChoiceBlock(ComparedWhole, blocks.MultipleChoiceBlock):
    def render_basic(self, value: Any, context: object = None) -> str:
        return join_list(_label(self, item) for item in value or ())


def _label(block: Any, value: Any) -> str:
    return str(dict(flatten_choices(block.field.choices)).get(value, value))


class BooleanBlock(ComparedWhole, blocks.BooleanBlock):
    def render_basic(self, value: Any, context: object = None) -> str:
        return gettext("Yes") if value else gettext("No")


class DateBlock(ComparedWhole, blocks.DateBlock):
    def render_basic(self, value: Any, context: object = None) -> str:
        return str(date_format(value, "DATE_FORMAT"))


class URLBlock(blocks.URLBlock):
    def get_comparison_class(self) -> type[compare.BlockComparison]:
        return compare.CharBlockComparison


class StructBlock(blocks.StructBlock):
    def get_comparison_class(self) -> type[compare.BlockComparison]:
        return StructComparison


class ListBlock(blocks.ListBlock):
    def get_comparison_class(self) -> type[compare.BlockComparison]:
        return ListComparison


def _html(block: blocks.Block, value: Any) -> SafeString:
    """A value for the comparison; empty where there is none."""
    if value is None or value == "":
        return SafeString("")
    return SafeString(compare.get_comparison_class_for_block(block)(block, True, True, value, value).htmlvalue(value))


def _difference(block: blocks.Block, old: Any, new: Any) -> SafeString:
    """Two values for the comparison; empty where both are."""
    if old is None or new is None or old == new:
        return _whole(_html(block, old), _html(block, new))
    return SafeString(compare.get_comparison_class_for_block(block)(block, True, True, old, new).htmldiff())


def _whole(old: SafeString, new: SafeString) -> SafeString:
    if old == new:
        return new
    marked = [(kind, html) for kind, html in (("deletion", old), ("addition", new)) if html]
    return format_html_join(" ", '<span class="{}">{}</span>', marked)


class WholeComparison(compare.BlockComparison):
    def htmldiff(self) -> SafeString:
        return _whole(self.htmlvalue(self.val_a), self.htmlvalue(self.val_b))


class StructComparison(compare.StructBlockComparison):
    """Wagtail's, without the fields that are empty."""

    def htmlvalue(self, val: Any) -> SafeString:
        return _list((block.label, _html(block, val[name])) for name, block in self.block.child_blocks.items())

    def htmldiff(self) -> SafeString:
        return _list(
            (block.label, _difference(block, self.val_a[name], self.val_b[name]))
            for name, block in self.block.child_blocks.items()
        )


def _list(rows: Any) -> SafeString:
    return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt> <dd>{}</dd> ", (row for row in rows if row[1])))


class ListComparison(compare.ListBlockComparison):
    """Wagtail's shows a list that has not changed as the text of its templates, fields' names included."""

    def htmlvalue(self, val: Any) -> SafeString:
        items = [(html,) for value in val if (html := _html(self.block.child_block, value))]
        return format_html_join("", '<div class="comparison__child-object">{}</div>', items)
