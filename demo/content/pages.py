"""The home page and the index pages."""

from typing import Any

from demo.content.actions_home import HOME_ACTIONS
from demo.content.press import CONTACTS
from demo.content.text import R, T

HOME: dict[str, Any] = {
    "key": "home",
    "type": "home.HomePage",
    "parent": None,
    "slug": T("home", "inicio"),
    "title": T("Local power, close to home", "El poder local, cerca de casa"),
    "seo_title": T("Local Progress campaigns", "Campañas de Local Progress"),
    "search_description": T(
        "Campaigns by local elected officials in the United States: what is at stake, who reported on it, and what you can do today.",
        "Campañas de autoridades locales electas en Estados Unidos: qué está en juego, qué dice la prensa y qué puede hacer usted.",
    ),
    "summary": T(
        "Council members, county commissioners and school board members who act for the people next door. Join them.",
        "Concejales, comisionados de condado e integrantes de juntas escolares que actúan por la gente de su barrio. Súmese.",
    ),
    "social_image": "image:social-default",
    "featured_campaign": "campaign:hub-sanctuary",
    "body": [
        ("actions", HOME_ACTIONS),
        ("campaigns", {"heading": T("More campaigns", "Más campañas")}),
        (
            "press_list",
            {
                "heading": T("In the press", "En la prensa"),
                "mode": "automatic",
                "picked": [],
                "limit": 3,
                "group_by": "none",
                "link_label": T("See all coverage", "Vea toda la cobertura"),
            },
        ),
        (
            "news",
            {
                "heading": T("Latest news", "Últimas noticias"),
                "scope": "all",
                "limit": 3,
                "link_label": T("Read all news", "Lea todas las noticias"),
            },
        ),
        (
            "events",
            {
                "heading": T("Upcoming events", "Próximos eventos"),
                "scope": "all",
                "limit": 3,
                "link_label": T("View all events", "Vea todos los eventos"),
            },
        ),
    ],
}

CAMPAIGN_INDEX: dict[str, Any] = {
    "key": "campaigns",
    "type": "campaigns.CampaignIndexPage",
    "parent": "home",
    "slug": T("campaigns", "campanas"),
    "title": T("Campaigns", "Campañas"),
    "search_description": T(
        "All campaigns of Local Progress in one place, each with its press, its events and its ways to take action.",
        "Todas las campañas de Local Progress en un solo lugar, con su cobertura de prensa, sus eventos y maneras de actuar.",
    ),
    "summary": T(
        "Each campaign has one page: what it is about, what the press says, and what you can do.",
        "Cada campaña tiene su página: de qué se trata, qué dice la prensa y qué puede hacer usted.",
    ),
}

EVENT_INDEX: dict[str, Any] = {
    "key": "events",
    "type": "campaigns.EventIndexPage",
    "parent": "home",
    "slug": T("events", "eventos"),
    "title": T("Events", "Eventos"),
    "search_description": T(
        "Town halls, trainings and convenings, in English and Spanish, in person and online. Add them to your calendar.",
        "Foros, talleres y encuentros, en español y en inglés, presenciales y en línea. Agréguelos a su calendario.",
    ),
    "summary": T(
        "Come in person or join online. Every event says which languages are spoken.",
        "Venga en persona o participe en línea. En cada evento se indica en qué idiomas se habla.",
    ),
}

NEWS_INDEX: dict[str, Any] = {
    "key": "news",
    "type": "press_newsroom.NewsIndexPage",
    "parent": "home",
    "slug": T("news", "noticias"),
    "title": T("News", "Noticias"),
    "search_description": T(
        "News, statements and press releases from local elected officials and their campaigns, newest first.",
        "Noticias, declaraciones y comunicados de autoridades locales electas y de sus campañas, de lo más reciente a lo más antiguo.",
    ),
    "summary": T(
        "What our members do, and what we have to say about it.",
        "Lo que hacen nuestros integrantes y lo que opinamos al respecto.",
    ),
}

NEWSROOM: dict[str, Any] = {
    "key": "press",
    "type": "press_newsroom.NewsroomPage",
    "parent": "home",
    "slug": T("press", "prensa"),
    "title": T("Newsroom", "Sala de prensa"),
    "search_description": T(
        "Press coverage of our campaigns in English and Spanish, with contacts and a press kit for reporters.",
        "Cobertura de nuestras campañas en español y en inglés, con contactos y una carpeta para periodistas.",
    ),
    "summary": T(
        "What reporters have written about our campaigns, and how to reach us.",
        "Lo que la prensa ha publicado sobre nuestras campañas y cómo comunicarse con nuestro equipo.",
    ),
    "contacts": CONTACTS,
    "body": [
        (
            "text",
            R(
                (
                    ("<h2>For reporters</h2>", "<h2>Para periodistas</h2>"),
                    (
                        '<p>We arrange interviews in English and Spanish. Write to <a href="mailto:press@example.org">'
                        "press@example.org</a> and tell us your deadline.</p>",
                        '<p>Gestionamos entrevistas en español y en inglés. Escriba a <a href="mailto:press@example.org">'
                        "press@example.org</a> e indique su hora de cierre.</p>",
                    ),
                )
            ),
        ),
        (
            "press_kit",
            {
                "heading": T("Press kit", "Carpeta de prensa"),
                "introduction": T(
                    "Free to use when you report on our campaigns.",
                    "De uso libre en las notas sobre nuestras campañas.",
                ),
                "items": [
                    {
                        "title": T("Fact sheet", "Hoja informativa"),
                        "description": T("Who we are, with dates and figures.", "Quiénes somos, con fechas y cifras."),
                        "document": "document:press-kit",
                    },
                    {
                        "title": T("Poster of Seeking Sanctuary", "Cartel de “En busca de santuario”"),
                        "description": T("For screen and print.", "Para pantalla e impresión."),
                        "image": "image:sanctuary-hero",
                    },
                ],
            },
        ),
        (
            "press_list",
            {
                "heading": T("A good place to start", "Para empezar"),
                "introduction": T(
                    "Three stories from the first day in New York and one from the day after it ended.",
                    "Tres notas del primer día en Nueva York y una del día siguiente a la clausura.",
                ),
                "mode": "picked",
                "campaign": None,
                "picked": [
                    "clipping:univision-reaccion",
                    "clipping:politico-few-guarantees",
                    "clipping:daily-news-nightmare",
                    "clipping:next-city-resistance",
                ],
                "limit": 10,
                "group_by": "language",
            },
        ),
    ],
}

SECTIONS: tuple[dict[str, Any], ...] = (HOME, CAMPAIGN_INDEX, EVENT_INDEX, NEWS_INDEX, NEWSROOM)
