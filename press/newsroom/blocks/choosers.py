"""Clippings and outlets to choose: the same in every language."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import cached_property
from wagtail.snippets.blocks import SnippetChooserBlock

from site_project.blocks.base import SameInEveryLanguage
from site_project.blocks.basic import ComparedWhole
from site_project.text import parse_id


class SharedChooserBlock(ComparedWhole, SameInEveryLanguage, SnippetChooserBlock):
    @cached_property
    def widget(self) -> Any:
        from site_project.admin.snippets import LazySnippetChooser  # noqa: PLC0415 needs the models to be loaded

        return LazySnippetChooser(self.target_model, icon=super().widget.icon)

    def render_basic(self, value: Any, context: object = None) -> str:
        """Its name, where two versions are compared."""
        return str(value) if value else ""


class ClippingChooserBlock(SharedChooserBlock):
    """A clipping.

    A plain SnippetChooserBlock would send each chosen clipping to translation and point the Spanish list to its
    carrier. A citation is language-neutral; its gloss is looked up when it is shown.
    """

    def __init__(self, **kwargs: object) -> None:
        super().__init__("press.Clipping", **kwargs)


class OutletChooserBlock(SharedChooserBlock):
    """An outlet to filter by. The value is its primary key: a page that is filtered by outlets need not read them."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__("press.Outlet", **kwargs)

    def to_python(self, value: object) -> int | None:
        return value if isinstance(value, int) else None

    def bulk_to_python(self, values: list[Any]) -> list[int | None]:
        return [self.to_python(value) for value in values]

    def normalize(self, value: object) -> int | None:
        return self.value_from_form(value)

    def get_prep_value(self, value: object) -> int | None:
        return self.value_from_form(value)

    def value_from_form(self, value: object) -> int | None:
        return parse_id(getattr(value, "pk", value))

    def render_basic(self, value: int | None, context: object = None) -> str:
        return super().render_basic(self.model_class.objects.filter(pk=value).first())

    def extract_references(self, value: int | None) -> Iterator[tuple[Any, str, str, str]]:
        if value is not None:
            yield self.model_class, str(value), "", ""
