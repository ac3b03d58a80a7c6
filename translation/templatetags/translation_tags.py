"""What the translation editor says about its source."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail_localize.models import Translation

register = template.Library()


@dataclass(frozen=True, slots=True)
class SourceChange:
    """The source of a translation was published after its texts were last taken over."""

    published_at: dt.datetime
    language: str
    update_url: str


@register.simple_tag
def source_change(translation: Translation) -> SourceChange | None:
    """The change that this translation does not know yet; None when it knows all, or its source is gone."""
    source = translation.source
    try:
        instance = source.get_source_instance()
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return None
    published_at = getattr(instance, "last_published_at", None)
    if published_at is None or published_at <= source.last_updated_at:
        return None
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    back = AdminURLFinder().get_edit_url(target)
    return SourceChange(
        published_at=published_at,
        language=source.locale.get_display_name(),
        update_url=f"{url}?{urlencode({'next': back})}" if back else url,
    )
