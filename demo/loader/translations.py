"""Submits an object for translation, fills in every string, and publishes: the way of a translator."""

import json
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from demo.loader.registry import Registry


def translate(instance: object, code: str, strings: dict[str, str], registry: Registry) -> Any:
    """Translate `instance` into the language `code` and publish it.

    Args:
        strings: what is the translation of what, as wagtail-localize stores strings.

    Raises:
        ValueError: if a string has no translation. The demo leaves nothing in the wrong language.
    """
    locale = Locale.objects.get(language_code=code)
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    job, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    missing = []
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        if segment.string.data not in strings:
            missing.append(f"{segment.context.path}: {segment.string.data[:60]}")
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={
                "data": strings[segment.string.data],
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
            },
        )
    if missing:
        raise ValueError(f"{instance}: without translation: {missing}")
    _override(source, locale, registry)
    job.save_target(publish=False)
    target = job.get_target_instance()
    target.get_latest_revision().publish()
    target.refresh_from_db()
    return target


def _override(source: TranslationSource, locale: Locale, registry: Registry) -> None:
    """Put the other language's picture or document where there is one."""
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        field = segment.context.path.rpartition(".")[2]
        value = json.loads(segment.data_json)
        target = registry.overrides.get((field, value)) if isinstance(value, int) else None
        if target:
            SegmentOverride.objects.update_or_create(
                locale=locale, context=segment.context, defaults={"data_json": json.dumps(target)}
            )
