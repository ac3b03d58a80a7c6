"""Where to go on the demo site: one page of every kind, in both languages, by its path."""

from demo.content.content import PAGES

BY_KEY = {page["key"]: page for page in PAGES}
LANGUAGES = ("en", "es")
OTHER = {"en": "es", "es": "en"}
SEARCH = {"en": "/en/search/", "es": "/es/buscar/"}
PRIVACY = {"en": "/en/what-we-keep/", "es": "/es/lo-que-guardamos/"}
PHONE = {"width": 375, "height": 700}
SMALL_PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1440, "height": 900}


def path(key, code):
    """The path of a page of the demo, by its key."""
    slugs = []
    page = BY_KEY[key]
    while page["parent"]:
        slugs.append(getattr(page["slug"], code))
        page = BY_KEY[page["parent"]]
    return "/".join(["", code, *reversed(slugs), ""])


#: A page of every type, and some that look different.
PAGES_OF_EVERY_KIND = {
    "home": "home",
    "campaigns": "campaigns",
    "hub": "hub-sanctuary",
    "another-hub": "hub-janus",
    "events": "events",
    "event": "event-convening-next",
    "cancelled-event": "event-cancelled",
    "news-index": "news",
    "news": "news-lp2018",
    "statement": "news-statement-privacy",
    "behind": "news-detroit-2019",
    "newsroom": "press",
    "text": "know-your-rights",
}
PLACES = {
    **{f"{name}-{code}": path(key, code) for name, key in PAGES_OF_EVERY_KIND.items() for code in LANGUAGES},
    **{f"past-events-{code}": f"{path('events', code)}?when=past" for code in LANGUAGES},
    **{f"filtered-newsroom-{code}": f"{path('press', code)}?language=es" for code in LANGUAGES},
    **{f"search-{code}": f"{SEARCH[code]}?q=Janus" for code in LANGUAGES},
    **{f"no-results-{code}": f"{SEARCH[code]}?q=zzzzzz" for code in LANGUAGES},
    **{f"privacy-facts-{code}": address for code, address in PRIVACY.items()},
    **{f"nowhere-{code}": f"/{code}/nowhere/" for code in LANGUAGES},
}
