"""A small site: both homes, the index pages in both languages, and nothing below them."""

from dataclasses import dataclass

from campaigns.models import CampaignIndexPage, EventIndexPage
from home.models import HomePage
from home.setup import ensure_site
from press.newsroom.models import NewsIndexPage, NewsroomPage
from tests.factories.pages import publish, translate

INDEXES = (
    (CampaignIndexPage, "Campaigns", "campaigns", "Campañas", "campanas"),
    (EventIndexPage, "Events", "events", "Eventos", "eventos"),
    (NewsIndexPage, "News", "news", "Noticias", "noticias"),
    (NewsroomPage, "Press", "press", "Prensa", "prensa"),
)


@dataclass
class Site:
    """The homes by language code."""

    homes: dict[str, HomePage]


def make_site() -> Site:
    """Set up a site and add its index pages, translated as a translator would."""
    homes = ensure_site()
    translate(homes["en"], convert=lambda text: {"Home": "Inicio"}[text])
    for model, title, slug, spanish_title, spanish_slug in INDEXES:
        page = model(title=title, slug=slug, summary=f"All {title}.", locale=homes["en"].locale, live=False)
        HomePage.objects.get(pk=homes["en"].pk).add_child(instance=page)
        publish(page)
        words = {title: spanish_title, f"All {title}.": f"Todo sobre {spanish_title}."}
        spanish = translate(page, convert=lambda text, words=words: words[text])
        spanish.slug = spanish_slug
        publish(spanish)
    return existing_site()


def existing_site() -> Site:
    """The site that is in the database."""
    homes = HomePage.objects.select_related("locale")
    return Site({home.locale.language_code: home for home in homes})
