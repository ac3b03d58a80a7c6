"""All news posts of the demo.

`when` is described in `demo.content.content`. `state` marks the posts that are not simply translated: `untranslated`, `behind` (with the later English of `later_title` and `later_summary`), `spanish-first`.
"""

import calendar
from typing import Any

from demo.content.alts import IMAGE_ALTS
from demo.content.news_history import HISTORY
from demo.content.text import R, T

_TYPE = "press_newsroom.NewsPage"

RECENT: tuple[dict[str, Any], ...] = (
    {
        "key": "news-statement-privacy",
        "type": _TYPE,
        "parent": "news",
        "slug": T("two-languages-no-trackers", "dos-idiomas-ningun-rastreador"),
        "title": T("Two languages, no trackers", "Dos idiomas, ningún rastreador"),
        "search_description": T(
            "A statement on how we run this site: every page meant for both languages, and nothing on it that watches you.",
            "Declaración sobre este sitio: páginas pensadas para los dos idiomas y nada que vigile a quien las lee.",
        ),
        "summary": T(
            "Why this site speaks English and Spanish, and why it does not follow you around.",
            "Por qué este sitio habla español e inglés y por qué no sigue los pasos de nadie.",
        ),
        "when": {"days": -20, "weekday": calendar.THURSDAY},
        "kind": "statement",
        "campaign": None,
        "image": "image:nobody-watches",
        "image_alt": IMAGE_ALTS["nobody-watches"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>Some of the people who read these pages are afraid. They should not have to wonder who is "
                            "watching them read.</p>",
                            "<p>Algunas de las personas que leen estas páginas tienen miedo. No deberían tener que preguntarse "
                            "quién las observa mientras leen.</p>",
                        ),
                        (
                            "<p>So this site sets no cookies for visitors, loads nothing from other companies and counts "
                            'no clicks. <a href="demo:privacy">Our privacy page</a> says exactly what that means.</p>',
                            "<p>Por eso este sitio no deja cookies a sus visitantes, no carga nada de otras empresas y no "
                            'cuenta clics. <a href="demo:privacy">Nuestra página de privacidad</a> explica con exactitud '
                            "qué significa eso.</p>",
                        ),
                        (
                            "<p>Spanish is not an extra here. It is written with the same care as English, and when a "
                            "page is missing or out of date in one language, the site says so.</p>",
                            "<p>Aquí el español no es un añadido. Se escribe con el mismo cuidado que el inglés, y si una "
                            "página falta o está desactualizada en un idioma, el sitio lo dice.</p>",
                        ),
                    )
                ),
            )
        ],
    },
    {
        # The page that was written in Spanish and translated into English.
        "key": "news-spanish-trainings",
        "state": "spanish-first",
        "type": _TYPE,
        "parent": "news",
        "slug": T("trainings-in-spanish", "talleres-en-espanol"),
        "title": T("Our trainings now also come in Spanish", "Nuestros talleres, ahora también en español"),
        "search_description": T(
            "Two minutes, a microphone and your own words: our online trainings in Spanish prepare you to speak to your council.",
            "Dos minutos, un micrófono y sus propias palabras: en nuestros talleres se aprende a hablar ante el concejo.",
        ),
        "summary": T(
            "You can learn to speak to your council in Spanish, from home, at no cost.",
            "Ya puede aprender a hablar ante su concejo en español, desde su casa y sin pagar nada.",
        ),
        "when": {"days": -6, "weekday": calendar.TUESDAY},
        "kind": "news",
        "campaign": "campaign:hub-sanctuary",
        "image": "image:training",
        "image_alt": IMAGE_ALTS["training"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>Anyone who has waited a turn at a council meeting knows how it goes: two minutes, a "
                            "microphone, and a clock that runs fast. In a second language it runs faster.</p>",
                            "<p>Quien ha esperado su turno en una sesión del concejo lo sabe: dos minutos, un micrófono y "
                            "un reloj que corre. En un segundo idioma, corre más.</p>",
                        ),
                        (
                            "<p>So we wrote a training in Spanish from its first line. It is not a translation of the "
                            "English one: it has its own examples, its own exercises and people who give it in their own "
                            "language.</p>",
                            "<p>Por eso escribimos un taller en español desde la primera línea. No es una traducción del "
                            "que damos en inglés: tiene sus propios ejemplos, sus propios ejercicios y lo da gente que "
                            "habla su idioma.</p>",
                        ),
                        (
                            '<p>The next one is online and free. <a href="demo:event-training-es">See the day and the '
                            "time</a>.</p>",
                            '<p>El próximo es en línea y gratuito. <a href="demo:event-training-es">Consulte el día y la '
                            "hora</a>.</p>",
                        ),
                    )
                ),
            )
        ],
    },
    {
        # Nobody but staff sees it until then.
        "key": "news-embargoed",
        "type": _TYPE,
        "parent": "news",
        "slug": T("sampleton-answers-in-your-language", "sampleton-responde-en-su-idioma"),
        "title": T(
            "Sampleton will answer in the language you ask in",
            "Sampleton responderá en el idioma de cada pregunta",
        ),
        "search_description": T(
            "Press release: the fictional town of Sampleton opens its counters and its hotline in six languages.",
            "Comunicado: Sampleton, un pueblo ficticio, atenderá en seis idiomas en sus ventanillas y por teléfono.",
        ),
        "summary": T(
            "The fictional town of Sampleton opens its counters and its hotline in six languages.",
            "Sampleton, un pueblo ficticio, atenderá en seis idiomas en sus ventanillas y en su línea de ayuda.",
        ),
        "when": {"days": 7, "weekday": calendar.TUESDAY, "embargo": "09:00"},
        "kind": "press_release",
        "campaign": "campaign:hub-sanctuary",
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p><b>Sampleton.</b> Whoever calls the town hall of Sampleton, or comes to its counters, will "
                            "get an answer in one of six languages. The council decided so by a vote of 5 to 2.</p>",
                            "<p><b>Sampleton.</b> Quien llame al ayuntamiento de Sampleton o acuda a sus ventanillas "
                            "recibirá respuesta en uno de seis idiomas. Así lo decidió el concejo por 5 votos a 2.</p>",
                        ),
                        (
                            "<p>Sampleton is invented, and so is this press release. It shows what an embargo does: until "
                            "it ended, nobody could see this page.</p>",
                            "<p>Sampleton es un lugar inventado, igual que este comunicado. Sirve para mostrar qué es un "
                            "embargo: hasta su término, nadie pudo ver esta página.</p>",
                        ),
                    )
                ),
            )
        ],
    },
)

NEWS: tuple[dict[str, Any], ...] = HISTORY + RECENT
