"""The Seeking Sanctuary hub. People with the surname Ejemplo or Muestra, and Sampleton and its neighbors, are invented."""

from typing import Any

from demo.content.actions_sanctuary import SANCTUARY_ACTIONS
from demo.content.alts import IMAGE_ALTS
from demo.content.faq_sanctuary import SANCTUARY_FAQ
from demo.content.text import R, T

_TIMELINE: dict[str, Any] = {
    "heading": T("How it began", "Cómo comenzó"),
    "items": [
        {
            "date": "2017-03-27",
            "title": T("The meeting opens in New York", "Se inaugura el encuentro en Nueva York"),
            "text": T(
                "On the same day, US Attorney General Jeff Sessions repeats the threat to cut off funding.",
                "Ese mismo día, el fiscal general de Estados Unidos, Jeff Sessions, repite la amenaza de retirar fondos.",
            ),
        },
        {
            "date": "2017-03-28",
            "title": T("The meeting ends", "Termina el encuentro"),
            "text": T(
                "Two days of work by officials from about 30 cities and counties come to a close.",
                "Concluyen dos días de trabajo de autoridades de unas 30 ciudades y condados.",
            ),
        },
        {
            "date": "2017-04-12",
            "title": T("An open letter", "Una carta abierta"),
            "text": T(
                "More than 100 local officials from nearly 65 cities sign it.",
                "La firman más de 100 autoridades locales de casi 65 ciudades.",
            ),
        },
        {
            "date": "2017-07-27",
            "title": T("The network meets in Austin", "La red nacional se reúne en Austin"),
            "text": T(
                "About 130 officials take part in the sixth national convening.",
                "Unas 130 autoridades participan en el sexto encuentro nacional.",
            ),
        },
    ],
}

_BODY: list[tuple[str, Any]] = [
    ("actions", SANCTUARY_ACTIONS),
    (
        "press_list",
        {
            "heading": T("In the press", "En la prensa"),
            "introduction": T(
                "Thirteen stories in three days, in English and in Spanish. Each headline stands as it was published.",
                "Trece notas en tres días, en inglés y en español. Cada titular aparece tal como se publicó.",
            ),
            "mode": "automatic",
            "picked": [],
            "limit": 15,
            "group_by": "none",
            "link_label": T("See this campaign in the newsroom", "Vea esta campaña en la sala de prensa"),
        },
    ),
    (
        "news",
        {
            "heading": T("Latest news", "Últimas noticias"),
            "scope": "all",
            "limit": 4,
            "link_label": T("Read all news", "Lea todas las noticias"),
        },
    ),
    (
        "campaign_teaser",
        {"campaign": "campaign:hub-janus", "link_label": T("See two ways to help", "Vea dos maneras de ayudar")},
    ),
    (
        "events",
        {
            "heading": T("Upcoming events", "Próximos eventos"),
            "scope": "campaign",
            "limit": 3,
            "link_label": T("View all events", "Vea todos los eventos"),
        },
    ),
    (
        "text",
        R(
            (
                ("<h2>Two days in New York</h2>", "<h2>Dos días en Nueva York</h2>"),
                (
                    "<p>On March 27 and 28, 2017, elected officials from about 30 cities and counties met at the Borough of "
                    "Manhattan Community College in New York City. Reporters described it as the first meeting of its kind.</p>",
                    "<p>El 27 y el 28 de marzo de 2017, autoridades electas de unas 30 ciudades y condados se reunieron en el "
                    "Colegio Comunitario de Manhattan (BMCC), en Nueva York. La prensa lo describió como el primer encuentro "
                    "de su tipo.</p>",
                ),
                (
                    "<p>The hosts were Local Progress, the Center for Popular Democracy and New York City Council Speaker "
                    "Melissa Mark-Viverito. Their question still stands: what can a local government do so that its neighbors "
                    "can live without fear?</p>",
                    "<p>Fueron anfitriones Local Progress, el Centro para la Democracia Popular y la presidenta del Concejo "
                    "Municipal de Nueva York, Melissa Mark-Viverito. La pregunta sigue en pie: ¿qué puede hacer un gobierno "
                    "local para que su gente viva sin miedo?</p>",
                ),
                (
                    "<p>The full title of the meeting was “Seeking Sanctuary: Municipal Policy to Confront Mass Deportation "
                    "and Criminalization”. Council members and county officials came to compare laws, budgets and court "
                    "strategies, and a policy toolkit was released.</p>",
                    "<p>El encuentro llevó por título “En busca de santuario: políticas municipales frente a la deportación "
                    "masiva y la criminalización”. Concejales y autoridades de condado compararon leyes, presupuestos y "
                    "estrategias judiciales, y se publicó una guía de políticas.</p>",
                ),
                ("<h3>Why lawyers matter</h3>", "<h3>Por qué hacen falta abogados</h3>"),
                (
                    "<p>One model came from the host city. The New York Immigrant Family Unity Project gives people who "
                    "face deportation access to a lawyer.</p>",
                    "<p>Uno de los modelos venía de la ciudad anfitriona. El Proyecto de Unidad Familiar de Inmigrantes de "
                    "Nueva York da acceso a un abogado a quienes enfrentan la deportación.</p>",
                ),
            )
        ),
    ),
    (
        "image",
        {
            "image": "image:sanctuary-hall",
            "alt_text": IMAGE_ALTS["sanctuary-hall"],
            "decorative": False,
            "caption": T(
                "Local law is written in rooms like this one.",
                "En salas como esta se escriben las normas locales.",
            ),
        },
    ),
    ("timeline", _TIMELINE),
    (
        "facts",
        {
            "heading": T("The meeting in numbers", "El encuentro en cifras"),
            "items": [
                {"value": T("2", "2"), "label": T("days of work in New York", "jornadas de trabajo en Nueva York")},
                {"value": T("3", "3"), "label": T("hosts", "anfitriones")},
                {"value": T("4", "4"), "label": T("fields of local policy", "ámbitos de política local")},
            ],
        },
    ),
    (
        "quote",
        {
            "text": T(
                "The week our council voted, I went back to taking my son to the park.",
                "La semana en que votó nuestro concejo, volví a llevar a mi hijo al parque.",
            ),
            "attribution": T("Rosa Ejemplo", "Rosa Ejemplo"),
            "role": T("Resident of the fictional town of Sampleton", "Vecina de Sampleton, un pueblo ficticio"),
        },
    ),
    ("faq", SANCTUARY_FAQ),
    (
        "resources",
        {
            "heading": T("Resources", "Recursos"),
            "items": [
                {
                    "title": T("Policy toolkit", "Guía de políticas"),
                    "description": T("The short version, as a PDF file.", "La versión breve, en un archivo PDF."),
                    "document": "document:sanctuary-toolkit",
                },
                {
                    "title": T("What NBC News reported from the meeting", "Lo que informó NBC News desde el encuentro"),
                    "description": T(
                        "An article in English, from March 2017.", "Un artículo en inglés, de marzo de 2017."
                    ),
                    "url": "https://www.nbcnews.com/news/latino/we-cannot-hide-sanctuary-cities-join-forces-first-meeting-its-n739681",
                },
            ],
        },
    ),
    (
        "endorsers",
        {
            "heading": T("Who stands with us", "Quiénes nos respaldan"),
            "items": [
                {
                    "name": T("Amara Muestra", "Amara Muestra"),
                    "role": T("Council member", "Concejala"),
                    "place": T("Sampleton", "Sampleton"),
                },
                {
                    "name": T("Luis Ejemplo", "Luis Ejemplo"),
                    "role": T("County commissioner", "Comisionado"),
                    "place": T("Fable County", "condado de Fable"),
                },
                {
                    "name": T("Priya Sample", "Priya Sample"),
                    "role": T("School board member", "Integrante de la junta escolar"),
                    "place": T("Demo Falls", "Demo Falls"),
                },
                {"name": T("Sampleton Neighbors’ Union", "Unión de Vecinos de Sampleton")},
            ],
        },
    ),
    (
        "follow",
        {
            "heading": T("Follow us", "Síganos"),
            "text": T("News from this campaign, in both languages.", "Noticias de esta campaña, en los dos idiomas."),
        },
    ),
]

SANCTUARY: dict[str, Any] = {
    "key": "hub-sanctuary",
    "type": "campaigns.CampaignPage",
    "parent": "campaigns",
    "slug": T("seeking-sanctuary", "en-busca-de-santuario"),
    "title": T("Seeking Sanctuary", "En busca de santuario"),
    "seo_title": T("Seeking Sanctuary: what cities can do", "En busca de santuario: qué pueden hacer las ciudades"),
    "search_description": T(
        "How cities and counties protect their immigrant neighbors: the 2017 New York meeting, its press, and what you can do now.",
        "Cómo protegen las ciudades y los condados a sus comunidades inmigrantes: el encuentro de 2017 en Nueva York, la prensa y qué puede hacer usted.",
    ),
    "summary": T(
        "Cities and counties can protect their immigrant neighbors. In 2017 their leaders met in New York to plan how.",
        "Las ciudades y los condados pueden proteger a sus comunidades inmigrantes. En 2017, sus autoridades se reunieron en Nueva York para planear cómo.",
    ),
    "social_image": "image:social-sanctuary",
    "status": "active",
    "hashtag": "#SeekingSanctuary",
    "accent": "ocean",
    "introduction": R(
        (
            (
                "<p>A city can keep its police out of deportations, see to it that everybody who faces one has a lawyer, "
                "and change its courts and laws so that a minor offense does not cost anyone their home.</p>",
                "<p>Una ciudad puede mantener a su policía al margen de las deportaciones, lograr que quien enfrenta una "
                "tenga abogado y cambiar sus tribunales y sus normas para que una falta menor no le cueste a nadie su "
                "hogar.</p>",
            ),
        )
    ),
    "image": "image:sanctuary-hero",
    "image_alt": IMAGE_ALTS["sanctuary-hero"],
    "key_facts": [
        (
            "fact",
            {
                "value": T("About 30", "Unas 30"),
                "label": T("cities and counties at the table", "ciudades y condados reunidos"),
            },
        ),
        ("fact", {"value": T("13", "13"), "label": T("stories in the press", "notas en la prensa")}),
        (
            "fact",
            {
                "value": T("100+", "Más de 100"),
                "label": T("officials signed the open letter", "autoridades firmaron la carta"),
            },
        ),
        (
            "fact",
            {
                "value": T("Nearly 65", "Casi 65"),
                "label": T("cities behind that letter", "ciudades detrás de esa carta"),
            },
        ),
    ],
    "sensitive": True,
    "action_label": T("Act in your city", "Actúe en su ciudad"),
    "body": _BODY,
}
