"""The texts of a live original, as wagtail-localize's rows, written in bulk.

The same rows as `TranslationSource.refresh_segments()` makes, in a few queries instead of several for each text. A row
keeps its primary key as long as its text stays at its path, so that an open editor can still save.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid5

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.utils import timezone
from modelcluster.models import (
    ClusterableModel,
    get_serializable_data_for_fields,
    model_from_serializable_data,
)
from wagtail.fields import StreamField
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from translation.places import FieldPaths

#: What publishing alone changes.
VOLATILE = frozenset(
    (
        "draft_title",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "wagtail_admin_comments",
    )
)


def is_taken(source: TranslationSource, instance: object) -> bool:
    """Whether the rows of `source` say already what `instance` says."""
    return not changes(source, instance)


def source_of(instance: Any) -> TranslationSource:
    """wagtail-localize's copy of `instance`, as it is now."""
    known, _created = TranslatableObject.objects.get_or_create_from_instance(instance)
    source, _created = TranslationSource.objects.get_or_create(
        object=known,
        locale=instance.locale,
        defaults={
            "specific_content_type": ContentType.objects.get_for_model(type(instance)),
            "object_repr": str(instance)[:200],
            "content_json": "{}",
            "last_updated_at": timezone.now(),
        },
    )
    take(source, instance)
    return source


def changes(source: TranslationSource, instance: object) -> set[str]:
    """The names of the fields and relations in which `instance` differs from the copy of it that was taken last."""
    contents = (json.loads(source.content_json), json.loads(_content(instance)))
    before, now = (comparable(type(instance), content) for content in contents)
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def comparable(model: type, content: dict[str, Any]) -> dict[str, Any]:
    """Serialized content without what publishing alone changes. Bodies are no longer text: PostgreSQL puts the keys of
    JSON in an order of its own."""
    stable = {name: value for name, value in content.items() if name not in VOLATILE}
    found: dict[str, Any] = json.loads(json.dumps(stable, default=str))
    options: Any = model._meta  # type: ignore[attr-defined]
    for field in options.get_fields():
        if isinstance(field, StreamField) and found.get(field.name):
            found[field.name] = json.loads(found[field.name])
    return found


def _content(instance: object) -> str:
    if isinstance(instance, ClusterableModel):
        return str(instance.to_json())
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def read(source: TranslationSource, content: dict[str, Any] | None = None) -> Any:
    """The original as it was taken, made anew, without asking for its foreign keys: for the moment after `take`.

    Args:
        content: what was taken at another time.
    """
    return _made_anew(source, content or json.loads(source.content_json))


def copy_of(source: TranslationSource, instance: object) -> Any:
    """A copy of the original as it is in memory, to compose a translation from."""
    return _made_anew(source, json.loads(_content(instance)))


def _made_anew(source: TranslationSource, content: dict[str, Any]) -> Any:
    model: Any = source.specific_content_type.model_class()
    if issubclass(model, ClusterableModel):
        instance = model.from_serializable_data(content, check_fks=False)
    else:
        instance = model_from_serializable_data(model, content, check_fks=False)
    instance.locale = source.locale
    return instance


def take(source: TranslationSource, instance: Any) -> tuple[list[Any], Any]:
    """Bring the rows of `source` to what `instance` says. Runs in a transaction.

    Returns the segments, and the original that they were read from: `read(source)`.
    """
    source.content_json = _content(instance)
    source.schema_version = get_schema_version(instance._meta.app_label)
    source.object_repr = str(instance)[:200]
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])

    original = read(source)
    segments = extract_segments(original)
    contexts = _contexts(source, segments, original)
    _write_strings(source, _of(segments, StringSegmentValue), contexts)
    _write_templates(source, _of(segments, TemplateSegmentValue), contexts)
    _write(
        source,
        RelatedObjectSegment,
        _of(segments, RelatedObjectSegmentValue),
        contexts,
        lambda segment: {
            "object_id": TranslatableObject.objects.get_or_create(
                content_type=segment.content_type, translation_key=segment.translation_key
            )[0].pk
        },
    )
    _write(
        source,
        OverridableSegment,
        _of(segments, OverridableSegmentValue),
        contexts,
        lambda segment: {"data_json": json.dumps(segment.data, cls=DjangoJSONEncoder)},
    )
    return segments, original


def _of(segments: Iterable[object], kind: type) -> list[Any]:
    return [segment for segment in segments if isinstance(segment, kind)]


def _contexts(source: TranslationSource, segments: Iterable[Any], original: Any) -> dict[str, int]:
    """The primary key of each path's context; missing ones are made."""
    paths = dict.fromkeys(segment.path for segment in segments)
    known = dict(TranslationContext.objects.filter(object_id=source.object_id).values_list("path", "pk"))
    missing = [path for path in paths if path not in known]
    if missing:
        field_path = FieldPaths(original)
        TranslationContext.objects.bulk_create(
            [
                TranslationContext(
                    object_id=source.object_id,
                    path=path,
                    path_id=TranslationContext._get_path_id(path),
                    field_path=field_path(path),
                )
                for path in missing
            ],
            ignore_conflicts=True,
        )
        known = dict(TranslationContext.objects.filter(object_id=source.object_id).values_list("path", "pk"))
    return known


def fill_field_paths(source: TranslationSource) -> None:
    """Find the paths of names that wagtail-localize's own rows lack at first; it saves each by itself."""
    field_path = FieldPaths(source.as_instance())
    lacking = TranslationContext.objects.filter(
        Q(stringsegment__source=source) | Q(overridablesegment__source=source), field_path=""
    )
    contexts = list(lacking.distinct())
    for context in contexts:
        context.field_path = field_path(context.path)
    TranslationContext.objects.bulk_update(contexts, ["field_path"])


def _write_strings(source: TranslationSource, segments: list[StringSegmentValue], contexts: dict[str, int]) -> None:
    hashes = {segment.string.data: String._get_data_hash(segment.string.data) for segment in segments}

    def known() -> dict[Any, int]:
        found = String.objects.filter(locale_id=source.locale_id, data_hash__in=list(hashes.values()))
        return dict(found.values_list("data_hash", "pk"))

    strings = known()
    missing = [(data, key) for data, key in hashes.items() if key not in strings]
    if missing:
        String.objects.bulk_create(
            [String(locale_id=source.locale_id, data=data, data_hash=key) for data, key in missing],
            ignore_conflicts=True,
        )
        strings = known()
    _write(
        source,
        StringSegment,
        segments,
        contexts,
        lambda segment: {
            "string_id": strings[hashes[segment.string.data]],
            "attrs": json.dumps(segment.attrs, cls=DjangoJSONEncoder),
        },
    )


def _write_templates(source: TranslationSource, segments: list[TemplateSegmentValue], contexts: dict[str, int]) -> None:
    keys = {
        id(segment): uuid5(uuid5(Template.BASE_UUID_NAMESPACE, segment.format), segment.template)
        for segment in segments
    }

    def known() -> dict[Any, int]:
        return dict(Template.objects.filter(uuid__in=set(keys.values())).values_list("uuid", "pk"))

    templates = known()
    missing = {keys[id(segment)]: segment for segment in segments if keys[id(segment)] not in templates}
    if missing:
        Template.objects.bulk_create(
            [
                Template(
                    uuid=key,
                    template=segment.template,
                    template_format=segment.format,
                    string_count=segment.string_count,
                )
                for key, segment in missing.items()
            ],
            ignore_conflicts=True,
        )
        templates = known()
    _write(source, TemplateSegment, segments, contexts, lambda segment: {"template_id": templates[keys[id(segment)]]})


def _write(
    source: TranslationSource,
    model: Any,
    segments: list[Any],
    contexts: dict[str, int],
    values_of: Callable[[Any], dict[str, Any]],
) -> None:
    """Bring the rows of one kind to `segments`: rows that say the same stay, or get another place in the order."""
    spare = defaultdict(list)
    new, moved = [], []
    wanted = [
        {"context_id": contexts[segment.path], **values_of(segment), "order": segment.order} for segment in segments
    ]
    names = [name for name in (wanted[0] if wanted else {}) if name != "order"]
    for row in model.objects.filter(source=source).order_by("order"):
        spare[tuple(getattr(row, name) for name in names)].append(row)
    for values in wanted:
        rows = spare[tuple(values[name] for name in names)]
        if not rows:
            new.append(model(source=source, **values))
            continue
        row = rows.pop(0)
        if row.order != values["order"]:
            row.order = values["order"]
            moved.append(row)
    unused = [row.pk for rows in spare.values() for row in rows]
    if unused:
        model.objects.filter(pk__in=unused).delete()
    model.objects.bulk_create(new)
    model.objects.bulk_update(moved, ["order"])
