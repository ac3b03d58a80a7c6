"""Outlets and clippings. A clipping is a citation: only its gloss and its note are translated.

The thirteen stories on the Seeking Sanctuary meeting are real. The outlets and stories of the Janus hub are invented,
and their names say so.
"""

from typing import Any

from demo.content.text import T

OUTLETS: dict[str, dict[str, Any]] = {
    "next-city": {"name": "Next City", "website": "https://nextcity.org/", "language": "en"},
    "common-dreams": {"name": "Common Dreams", "website": "https://www.commondreams.org/", "language": "en"},
    "nbc-news": {"name": "NBC News", "website": "https://www.nbcnews.com/", "language": "en"},
    "democracy-now": {
        "name": "Democracy Now!",
        "other_names": ["Democracy Now"],
        "website": "https://www.democracynow.org/",
        "language": "en",
    },
    "cnn-wire": {"name": "CNN Wire", "other_names": ["CNN"], "website": "https://www.cnn.com/", "language": "en"},
    "observer": {"name": "Observer", "website": "https://observer.com/", "language": "en"},
    "fusion": {"name": "Fusion", "website": "", "language": "en"},
    "huffington-post": {
        "name": "Huffington Post",
        "other_names": ["The Huffington Post", "HuffPost"],
        "website": "https://www.huffpost.com/",
        "language": "en",
    },
    "daily-news": {
        "name": "New York Daily News",
        "other_names": ["NY Daily News", "Daily News"],
        "website": "https://www.nydailynews.com/",
        "language": "en",
    },
    "univision": {
        "name": "Univision",
        "other_names": ["Univisión"],
        "website": "https://www.univision.com/",
        "language": "es",
    },
    "new-york-post": {
        "name": "New York Post",
        "other_names": ["NY Post"],
        "website": "https://nypost.com/",
        "language": "en",
    },
    "politico": {
        "name": "Politico",
        "other_names": ["POLITICO"],
        "website": "https://www.politico.com/",
        "language": "en",
    },
    "example-tribune": {"name": "Example Tribune", "website": "", "language": "en"},
    "voz-de-ejemplo": {"name": "La Voz de Ejemplo", "website": "", "language": "es"},
    "sampleton-herald": {"name": "The Sampleton Herald", "website": "", "language": "en"},
    "radio-ejemplo": {"name": "Radio Ejemplo", "website": "", "language": "es"},
    "example-city-tv": {"name": "Example City TV", "website": "", "language": "en"},
}


def _clipping(
    key: str,
    headline: str,
    outlet: str,
    date: str,
    *,
    campaign: str,
    language: str = "en",
    kind: str = "article",
    url: str = "",
    archive_url: str = "",
    link_state: str = "",
    author: str = "",
    quote: str = "",
    gloss: T | None = None,
    note: T | None = None,
) -> dict[str, Any]:
    """One clipping; `date` is ISO 8601, `outlet` and `campaign` are keys, `kind` is a value of the clipping's kinds and
    `link_state` one of the states of links. Only invented outlets are quoted, and only their links have a state."""
    return {
        "key": key,
        "headline": headline,
        "outlet": outlet,
        "date": date,
        "url": url,
        "archive_url": archive_url,
        "link_state": link_state,
        "kind": kind,
        "language": language,
        "author": author,
        "quote": quote,
        "gloss": gloss,
        "note": note,
        "campaigns": [f"campaign:{campaign}"],
    }


#: Not read: whoever runs the demo asks nobody for anything without saying so.
FEEDS: list[dict[str, Any]] = [
    {
        "title": "NBC News: Latino",
        "url": "https://feeds.nbcnews.com/nbcnews/public/latino",
        "outlet": "nbc-news",
        "campaign": "campaign:hub-sanctuary",
        "words": ["sanctuary cities", "sanctuary city"],
    },
]

# In the order in which the press list prints them: newest day first.
SANCTUARY_CLIPPINGS: tuple[dict[str, Any], ...] = (
    _clipping(
        "next-city-resistance",
        "City Leaders Met Yesterday in NYC to Strategize the Resistance",
        "next-city",
        "2017-03-29",
        campaign="hub-sanctuary",
        gloss=T(
            "What the local officials who met in New York plan to do.",
            "Qué planean las autoridades locales que se reunieron en Nueva York.",
        ),
    ),
    _clipping(
        "common-dreams-blueprint",
        "A Blueprint For Providing Sanctuary",
        "common-dreams",
        "2017-03-28",
        campaign="hub-sanctuary",
    ),
    _clipping(
        "nbc-we-cannot-hide",
        "‘We Cannot Hide’: Sanctuary Cities Join Forces in First Meeting of Its Kind",
        "nbc-news",
        "2017-03-28",
        campaign="hub-sanctuary",
        url="https://www.nbcnews.com/news/latino/we-cannot-hide-sanctuary-cities-join-forces-first-meeting-its-n739681",
        gloss=T(
            "Sanctuary cities meet to work together for the first time.",
            "Las ciudades santuario se reúnen por primera vez para unir fuerzas.",
        ),
    ),
    _clipping(
        "democracy-now-lawmakers",
        "Local Lawmakers Fight Back Against AG Sessions’ Threats to Cut Funding to Sanctuary Cities",
        "democracy-now",
        "2017-03-28",
        campaign="hub-sanctuary",
    ),
    _clipping(
        "common-dreams-resolute",
        "Sanctuary Cities ‘Stand Resolute’ in Face of Threatened Funding Cut-Off",
        "common-dreams",
        "2017-03-28",
        campaign="hub-sanctuary",
        url="https://www.commondreams.org/news/2017/03/28/sanctuary-cities-stand-resolute-face-threatened-funding-cut",
        gloss=T(
            "Cities hold their ground after the threat to cut their funding.",
            "Las ciudades santuario se mantienen firmes ante la amenaza de recortes.",
        ),
    ),
    _clipping(
        "cnn-wire-representatives",
        "Representatives from sanctuary cities meet in NY as US Attorney General threatens funding",
        "cnn-wire",
        "2017-03-28",
        campaign="hub-sanctuary",
    ),
    _clipping(
        "observer-emanuel-rival",
        "Rahm Emanuel Rival Hits Chicago Mayor for Past Immigration Stances at NYC Sanctuary City Conference",
        "observer",
        "2017-03-28",
        campaign="hub-sanctuary",
    ),
    _clipping(
        "fusion-explicit-threat",
        "Jeff Sessions just launched his most explicit threat yet to sanctuary cities",
        "fusion",
        "2017-03-27",
        campaign="hub-sanctuary",
        note=T(
            "We know of no working address for this story. If you have one, write to us.",
            "No conocemos ningún enlace a esta nota que funcione. Si usted tiene uno, escríbanos.",
        ),
    ),
    _clipping(
        "huffpost-defiant",
        "New York Defiant As Trump Threatens Funds Over ‘Sanctuary’ Immigration Policies",
        "huffington-post",
        "2017-03-27",
        campaign="hub-sanctuary",
    ),
    _clipping(
        "daily-news-nightmare",
        "NYC pol urges sanctuary cities to be Trump’s ‘worst nightmare’",
        "daily-news",
        "2017-03-27",
        campaign="hub-sanctuary",
        url="http://www.nydailynews.com/news/politics/nyc-pol-urges-sanctuary-cities-trump-worst-nightmare-article-1.3010841",
        gloss=T(
            "A New York politician calls on sanctuary cities to defy Trump.",
            "Piden en Nueva York que las ciudades santuario desafíen a Trump.",
        ),
    ),
    _clipping(
        "univision-reaccion",
        "Así reacciona la conferencia de ciudades santuario en Nueva York al ultimátum de Sessions",
        "univision",
        "2017-03-27",
        campaign="hub-sanctuary",
        language="es",
        gloss=T(
            "How the New York sanctuary cities conference reacts to Sessions’ ultimatum.",
            "Las reacciones en Nueva York al ultimátum del fiscal general.",
        ),
    ),
    _clipping(
        "ny-post-crackdown",
        "DOJ threatens major crackdown on funds to sanctuary cities",
        "new-york-post",
        "2017-03-27",
        campaign="hub-sanctuary",
    ),
    _clipping(
        "politico-few-guarantees",
        "Few guarantees as local governments plot ‘sanctuary’ policy",
        "politico",
        "2017-03-27",
        campaign="hub-sanctuary",
        gloss=T(
            "How much protection local sanctuary policies can really promise.",
            "Cuánta protección pueden prometer de verdad las políticas santuario locales.",
        ),
    ),
)

JANUS_CLIPPINGS: tuple[dict[str, Any], ...] = (
    _clipping(
        "sampleton-herald-opinion",
        "Our Town Runs on Its Public Workers",
        "sampleton-herald",
        "2018-06-29",
        campaign="hub-janus",
        kind="opinion",
        url="https://example.org/sampleton-herald/our-town-runs-on-its-public-workers",
        link_state="paywall",
        author="Ines Muestra",
        quote="A snowplow does not drive itself.",
        gloss=T(
            "A column in praise of the people who keep a town running.",
            "Una columna que elogia a quienes hacen funcionar un pueblo.",
        ),
    ),
    _clipping(
        "example-tribune-councils",
        "Councils Weigh Resolutions After Supreme Court Ruling on Union Fees",
        "example-tribune",
        "2018-06-28",
        campaign="hub-janus",
        url="https://example.org/example-tribune/councils-weigh-resolutions",
        archive_url="https://example.org/archive/20180629/example-tribune/councils-weigh-resolutions",
        link_state="dead",
        gloss=T(
            "Local councils look for an answer to the ruling on union fees.",
            "Los concejos locales buscan una respuesta al fallo sobre las cuotas sindicales.",
        ),
    ),
    _clipping(
        "radio-ejemplo-preguntas",
        "Los oyentes preguntan: ¿qué pasa ahora con mi sindicato?",
        "radio-ejemplo",
        "2018-06-28",
        campaign="hub-janus",
        language="es",
        kind="radio",
        gloss=T(
            "A call-in show on what the ruling means for union members.",
            "Un programa con llamadas del público sobre los efectos del fallo.",
        ),
    ),
    _clipping(
        "voz-de-ejemplo-cambia",
        "Qué cambia para los empleados públicos tras el fallo Janus",
        "voz-de-ejemplo",
        "2018-06-27",
        campaign="hub-janus",
        language="es",
        gloss=T(
            "What changes for public employees after the Janus decision.",
            "Una guía breve del fallo para los empleados públicos.",
        ),
    ),
    _clipping(
        "example-city-tv-fees",
        "Supreme Court Ends Agency Fees for Public Workers",
        "example-city-tv",
        "2018-06-27",
        campaign="hub-janus",
        kind="tv",
        url="https://example.org/example-city-tv/agency-fees",
        link_state="dead",
    ),
)

CLIPPINGS: tuple[dict[str, Any], ...] = SANCTUARY_CLIPPINGS + JANUS_CLIPPINGS

# Invented people. The role is translated; names, addresses and languages are not.
CONTACTS: tuple[dict[str, Any], ...] = (
    {
        "name": "Elena Muestra",
        "role": T("Press desk", "Oficina de prensa"),
        "email": "press@example.org",
        "phone": "212-555-0147",
        "languages": ["en", "es"],
        "campaign": None,
    },
    {
        "name": "Tomás Ejemplo",
        "role": T("Press, Seeking Sanctuary", "Prensa de la campaña “En busca de santuario”"),
        "email": "tomas@example.org",
        "phone": "212-555-0152",
        "languages": ["es", "en"],
        "campaign": "campaign:hub-sanctuary",
    },
)
