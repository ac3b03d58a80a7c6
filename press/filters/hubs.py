"""The hubs that visitors can filter by."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from press.models import ClippingCampaign
from site_project.visibility import visible


@dataclass(frozen=True, slots=True)
class Hub:
    """A campaign as an option: under the slug and title of the visitor's language, else of another."""

    key: uuid.UUID
    slug: str
    title: str


def hub_called(slug: str) -> Hub | None:
    """The hub with coverage that has this slug in the visitor's language, else in another, else had it once; under the
    name that it has in the visitor's language. One query; a second one for a former slug."""
    redirects = Redirect.objects.filter(old_path__endswith=f"/{slug}", automatically_created=True)
    return _first(Q(slug=slug)) or _first(Q(pk__in=redirects.values("redirect_page")))


def _first(called: Q) -> Hub | None:
    filed = ClippingCampaign.objects.filter(key=OuterRef("translation_key")).order_by()
    keys = visible(Page.objects.filter(called)).filter(Exists(filed)).values("translation_key")
    pages = _seen(keys, is_called=ExpressionWrapper(called, output_field=BooleanField()))
    named = [page for page in pages if page.is_called]
    return _by_key(pages)[named[0].translation_key] if named else None


def hubs_of(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Hub]:
    """The hubs that a visitor may see among `keys`, in one query."""
    return _by_key(_seen(list(keys)))


def _seen(keys: Any, **annotations: Any) -> list[Any]:
    """Visible pages, those in the visitor's language first, then the oldest."""
    pages = visible(Page.objects.filter(translation_key__in=keys)).select_related("locale").annotate(**annotations)
    return sorted(pages, key=lambda page: (page.locale.language_code != get_language(), page.pk))


def _by_key(pages: list[Page]) -> dict[uuid.UUID, Hub]:
    found: dict[uuid.UUID, Hub] = {}
    for page in pages:
        found.setdefault(page.translation_key, Hub(page.translation_key, page.slug, page.title))
    return found
