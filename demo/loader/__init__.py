"""Turns the demo's data into pages, snippets and files, and sends its Spanish through wagtail-localize.

The Spanish is not written into the Spanish pages: each English page is submitted for translation, every string of it
gets its translation, and the result is published, as a translator would do it. So the demo shows true states.
"""

from demo.loader.files import load_files
from demo.loader.frame import load_frame
from demo.loader.glossary import load_glossary
from demo.loader.pages import load_pages
from demo.loader.press import load_press
from demo.loader.registry import Registry
from home.setup import ensure_site

__all__ = ["load"]


def load() -> Registry:
    """Load everything into an empty site. Returns what was made, by the keys of the data."""
    registry = Registry(homes=ensure_site())
    load_files(registry)
    load_pages(registry, before_publishing=load_press)
    load_frame(registry)
    load_glossary()
    return registry
