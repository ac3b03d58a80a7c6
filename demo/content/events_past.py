"""Past events, with their real dates."""

from typing import Any

from demo.content.alts import IMAGE_ALTS
from demo.content.text import R, T

_TYPE = "campaigns.EventPage"

PAST: tuple[dict[str, Any], ...] = (
    {
        "key": "event-convening-2017",
        "type": _TYPE,
        "parent": "events",
        "slug": T("seeking-sanctuary-convening", "encuentro-en-busca-de-santuario"),
        "title": T("Seeking Sanctuary: the convening", "En busca de santuario: el encuentro"),
        "search_description": T(
            "March 27 and 28, 2017, New York City: officials from about 30 cities and counties met on municipal sanctuary policy.",
            "27 y 28 de marzo de 2017, Nueva York: autoridades de unas 30 ciudades y condados debatieron políticas santuario.",
        ),
        "summary": T(
            "Two days in New York on what cities and counties can do against mass deportation.",
            "Dos días en Nueva York sobre lo que pueden hacer las ciudades y los condados frente a la deportación masiva.",
        ),
        "when": {"date": "2017-03-27", "end_date": "2017-03-28"},
        "all_day": True,
        "time_zone": "America/New_York",
        "mode": "in_person",
        "place_name": T("Borough of Manhattan Community College", "Colegio Comunitario de Manhattan (BMCC)"),
        "address": T("New York City", "Ciudad de Nueva York"),
        "languages": ["en"],
        "status": "scheduled",
        "campaign": "campaign:hub-sanctuary",
        "image": "image:sanctuary-hall",
        "image_alt": IMAGE_ALTS["sanctuary-hall"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>“Seeking Sanctuary: Municipal Policy to Confront Mass Deportation and Criminalization” "
                            "brought together elected officials from about 30 cities and counties.</p>",
                            "<p>“En busca de santuario: políticas municipales frente a la deportación masiva y la "
                            "criminalización” reunió a autoridades electas de unas 30 ciudades y condados.</p>",
                        ),
                        (
                            '<p>Read <a href="demo:hub-sanctuary">what the press wrote and what you can do now</a>.</p>',
                            '<p>Lea <a href="demo:hub-sanctuary">lo que publicó la prensa y lo que usted puede hacer '
                            "ahora</a>.</p>",
                        ),
                    )
                ),
            )
        ],
    },
    {
        "key": "event-lp2018",
        "type": _TYPE,
        "parent": "events",
        "slug": T("lp2018-minneapolis", "lp2018-en-minneapolis"),
        "title": T("LP2018: national convening", "LP2018: encuentro nacional"),
        "search_description": T(
            "The seventh annual national convening of Local Progress: Minneapolis, July 12 to 14, 2018, with 150 officials.",
            "El séptimo encuentro nacional anual de Local Progress: Minneapolis, del 12 al 14 de julio de 2018, con 150 autoridades.",
        ),
        "summary": T(
            "Three days in Minneapolis under the theme “Taking Back Power: Reclaiming Government by the People”.",
            "Tres días en Minneapolis con el lema “Recuperar el poder: que el pueblo vuelva a gobernar”.",
        ),
        "when": {"date": "2018-07-12", "end_date": "2018-07-14"},
        "all_day": True,
        "time_zone": "America/Chicago",
        "mode": "in_person",
        "place_name": T("Opening at Minneapolis City Hall", "Apertura en el Ayuntamiento de Minneapolis"),
        "address": T("Minneapolis, Minnesota", "Minneapolis, Minnesota"),
        "languages": ["en"],
        "status": "scheduled",
        "campaign": None,
        "image": "image:lp2018",
        "image_alt": IMAGE_ALTS["lp2018"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>The 150 officials who came represented 90 jurisdictions in more than 30 states.</p>",
                            "<p>Las 150 autoridades que asistieron representaban a 90 jurisdicciones de más de 30 estados.</p>",
                        ),
                        (
                            '<p>Our report is in the news: <a href="demo:news-lp2018">what happened at #LP2018</a>.</p>',
                            '<p>Lea nuestra crónica: <a href="demo:news-lp2018">qué pasó en #LP2018</a>.</p>',
                        ),
                    )
                ),
            )
        ],
    },
)
