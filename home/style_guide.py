"""The living style page, for staff: inks, type, components and every block, in each language and both editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.blocks import Block

from campaigns.blocks import campaign_blocks
from campaigns.blocks.lists import visible_hubs
from campaigns.enums import Accent
from press.newsroom.blocks import PressKitBlock

EDITIONS = ("light", "dark")
#: The tokens that style_guide.css shows.
SURFACES = ("paper", "wash", "card", "ink", "muted", "control", "rule", "alert", "foot")
INKS = ("ground", "ray", "deep", "spot", "accent-ink")


@dataclass(frozen=True, slots=True)
class Sample:
    """Something as visitors see it, in one language and one edition, in the inks of a campaign."""

    code: str
    edition: str
    accent: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Row:
    """Samples of the same thing."""

    name: str
    samples: list[Sample]


@never_cache
@require_admin_access
def style_guide(request: HttpRequest) -> HttpResponse:
    """Everything that pages are made of. Each block shows the preview that editors see of it."""
    context = {
        "surfaces": SURFACES,
        "inks": INKS,
        "accents": Accent.choices,
        "editions": EDITIONS,
        "posters": [_row(str(label), request, _poster, accent) for accent, label in Accent.choices],
        "blocks": [
            _row(str(block.label), request, _block(block), Accent.values[number % len(Accent.values)])
            for number, block in enumerate(_blocks())
        ],
    }
    return render(request, "home/style_guide.html", context)


def _blocks() -> Iterator[Block]:
    named: list[tuple[str, Any]] = [*campaign_blocks(), ("press_kit", PressKitBlock())]
    for name, block in named:
        block.set_name(name)
        yield block


def _row(name: str, request: HttpRequest, show: Any, accent: str) -> Row:
    """Each language in an edition of its own; the first language by day."""
    samples = []
    for number, (code, _name) in enumerate(settings.LANGUAGES):
        with translation.override(code):
            html = mark_safe(show(request, accent))  # noqa: S308 - rendered by our own templates
        samples.append(Sample(code, EDITIONS[number % len(EDITIONS)], accent, html))
    return Row(name, samples)


def _block(block: Block) -> Any:
    def show(request: HttpRequest, accent: str) -> str:
        return str(block.render(block.get_preview_value(), {"request": request}))

    return show


def _poster(request: HttpRequest, accent: str) -> str:
    """A campaign's poster, in other inks than its own."""
    hub = next(iter(visible_hubs()), None)
    if hub is None:
        return ""
    hub.accent = accent
    context = {"campaign": hub, "level": "2", "button_url": hub.url, "button_label": hub.action_label}
    return loader.render_to_string("components/hero.html", context | {"facts": hub.key_facts}, request)
