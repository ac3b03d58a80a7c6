"""Where the text of a model would be lost to translation."""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.checks import Error
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields

from translation.checks.blocks import problems_in_stream
from translation.checks.rich_text import problems_in_features

#: Columns of characters that hold an address or an identifier.
NOT_TEXT = (models.EmailField, models.SlugField, models.URLField)


def is_of_wagtail(model: type[models.Model]) -> bool:
    """Whether Wagtail or wagtail-localize defines this model, so that nobody here could mend it."""
    return model.__module__.split(".", 1)[0] in {"wagtail", "wagtail_localize"}


def problems_in_model(model: type[models.Model]) -> Iterator[Error]:
    """The problems of a translatable model: its fields, blocks, child objects, and how it goes live."""
    # A fresh dictionary of what is translated or copied; a model may write the list itself (`translatable_fields`).
    treated = {field.field_name: field for field in get_translatable_fields(model)}
    for field in own_fields(model):
        yield from _problems_in_field(field, treated.get(field.name), f"{model._meta.label}.{field.name}")
    yield from _problems_in_children(model, treated)
    yield from _problems_in_going_live(model)


def own_fields(model: type[models.Model]) -> Iterator[Any]:
    """The fields that people fill in and that Wagtail does not define, without those declared not to be language."""
    exempt: Collection[str] = getattr(model, "not_language", ())
    for field in model._meta.get_fields():
        is_forward = getattr(field, "concrete", False)
        if is_forward and field.editable and not is_of_wagtail(field.model) and field.name not in exempt:
            yield field


def is_text(field: object) -> bool:
    """Whether people write language into this field."""
    if isinstance(field, NOT_TEXT) or getattr(field, "choices", None):
        return False
    return isinstance(field, models.CharField | models.TextField | StreamField)


def _problems_in_field(field: object, treatment: object, path: str) -> Iterator[Error]:
    if isinstance(field, models.ManyToManyField):
        yield from _problems_in_many_to_many(field, treatment, path)
    elif treatment is None:
        if is_text(field):
            yield Error(
                f"{path}: the text is neither translated nor synchronized; translations keep what it said first.",
                hint="List it in translatable_fields (or use override_translatable_fields, which keeps the rest "
                "automatic). If it holds no language, name it in the model's not_language.",
                id="translation.E008",
            )
    elif isinstance(treatment, TranslatableField):
        yield from _problems_in_translated(field, path)


def _problems_in_translated(field: object, path: str) -> Iterator[Error]:
    if hasattr(field, "get_translatable_segments"):
        if not hasattr(field, "restore_translated_segments") and not is_text(field):
            yield Error(
                f"{path}: {type(field).__name__} gives out text for translation, and publishing loses it.",
                hint="Give the field restore_translated_segments() as well.",
                id="translation.E002",
            )
    elif isinstance(field, StreamField):
        yield from problems_in_stream(field.stream_block, path)
    elif isinstance(field, RichTextField):
        yield from problems_in_features(field.editor, field.features, path)
    elif isinstance(field, models.ForeignKey) and not issubclass(field.related_model, TranslatableMixin):
        yield Error(
            f"{path}: it is to be translated, but {field.related_model._meta.label} has no translations: every "
            "submission for translation crashes.",
            hint="Make it a SynchronizedField.",
            id="translation.E011",
        )


def _problems_in_many_to_many(field: models.ManyToManyField, treatment: object, path: str) -> Iterator[Error]:
    if isinstance(treatment, SynchronizedField) and isinstance(field, ParentalManyToManyField):
        return
    if treatment is None or isinstance(field, ParentalManyToManyField):
        happens = "what is chosen later never reaches the translations."
    else:
        happens = "a plain many-to-many field cannot be synchronized: every submission for translation crashes."
    yield Error(
        f"{path}: {happens}",
        hint="Use a ParentalManyToManyField with SynchronizedField in override_translatable_fields, or child objects "
        "(ParentalKey). If translations may differ, name it in the model's not_language.",
        id="translation.E010",
    )


def _problems_in_children(model: type[models.Model], treated: dict[str, Any]) -> Iterator[Error]:
    for relation, child in _children(model):
        path = f"{model._meta.label}.{relation}"
        if issubclass(child, TranslatableMixin):
            if relation not in treated:
                yield Error(
                    f"{path}: the child objects are neither translated nor synchronized.",
                    hint="List the relation in translatable_fields.",
                    id="translation.E008",
                )
            continue  # a model of its own, with its own round of checks
        yield from _problems_in_plain_child(child, path)


def _problems_in_plain_child(child: type[models.Model], path: str) -> Iterator[Error]:
    for field in own_fields(child):
        if is_text(field):
            yield Error(
                f"{path}.{field.name}: {child.__name__} is not translatable; its text is copied and stays as it is.",
                hint=f"Make {child.__name__} a TranslatableMixin. If the field holds no language, name it in "
                f"{child.__name__}.not_language.",
                id="translation.E009",
            )
    for relation, grandchild in _children(child):
        yield from _problems_in_plain_child(grandchild, f"{path}.{relation}")


def _children(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    if not issubclass(model, ClusterableModel):
        return
    exempt: Collection[str] = getattr(model, "not_language", ())
    for relation in get_all_child_relations(model):
        if not is_of_wagtail(relation.related_model) and relation.name not in exempt:
            yield relation.name, relation.related_model


def _problems_in_going_live(model: type[models.Model]) -> Iterator[Error]:
    is_child = any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    if not issubclass(model, Page) and not is_child and not issubclass(model, DraftStateMixin):
        yield Error(
            f"{model._meta.label}: it has no drafts, so its translation is public, untranslated, once it is submitted.",
            hint="Give it DraftStateMixin and RevisionMixin, and render it only when it is live.",
            id="translation.E012",
        )
