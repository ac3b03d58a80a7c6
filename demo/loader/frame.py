"""The demo's menu, footer and organization."""

from typing import Any

from wagtail.models import Locale, Site

from demo.content.chrome import FOOTER, NAVIGATION, ORGANIZATION
from demo.content.text import R, T
from demo.loader.blocks import BlockData
from demo.loader.registry import Registry
from demo.loader.texts import Pairs
from demo.loader.translations import translate
from home.models import Footer, Navigation
from site_project.models import OrganizationSettings


def load_frame(registry: Registry) -> None:
    """Make and translate menu and footer, and fill in the settings."""
    _snippet(
        registry, Navigation, NAVIGATION["key"], "Main menu", items=[("link", item) for item in NAVIGATION["items"]]
    )
    column = {"heading": T("About this site", "Sobre este sitio"), "links": FOOTER["links"]}
    note = R(((f"<p>{FOOTER['note'].en}</p>", f"<p>{FOOTER['note'].es}</p>"),))
    _snippet(
        registry,
        Footer,
        FOOTER["key"],
        "Footer",
        columns=[("column", column)],
        text=R(FOOTER["about"].blocks + note.blocks),
    )
    _organization(registry)


def _snippet(registry: Registry, model: Any, key: str, name: str, **fields: Any) -> None:
    pairs = Pairs("en", lambda page: registry.pages[page].pk)
    convert = BlockData(key, registry, pairs)
    snippet = model(name=name, locale=Locale.objects.get(language_code="en"), live=False)
    for field_name, value in fields.items():
        if isinstance(value, R):
            setattr(snippet, field_name, pairs.rich(value))
        else:
            block = model._meta.get_field(field_name).stream_block
            setattr(snippet, field_name, block.to_python(convert.stream(block, value, f".{field_name}")))
    snippet.save()
    snippet.save_revision().publish()
    snippet.refresh_from_db()
    translate(snippet, "es", pairs.found, registry)


def _organization(registry: Registry) -> None:
    site = Site.objects.get(is_default_site=True)
    settings = OrganizationSettings.for_site(site)
    for name, value in ORGANIZATION.items():
        if name == "follow_links":
            settings.follow_links = [("account", link) for link in value]
        else:
            setattr(settings, name, registry.resolve(value) if registry.is_reference(value) else value)
    settings.save()
    site.site_name = ORGANIZATION["name"]
    site.save()
