"""Invented events that will take place as announced."""

import calendar
from typing import Any

from demo.content.alts import IMAGE_ALTS
from demo.content.text import R, T

_TYPE = "campaigns.EventPage"

UPCOMING: tuple[dict[str, Any], ...] = (
    {
        "key": "event-townhall",
        "type": _TYPE,
        "parent": "events",
        "slug": T("sampleton-town-hall", "foro-comunitario-sampleton"),
        "title": T("Town hall: our city, our neighbors", "Foro comunitario: nuestra ciudad, nuestra gente"),
        "search_description": T(
            "A bilingual town hall in Sampleton with interpretation both ways: ask your council what it does to protect neighbors.",
            "Un foro bilingüe en Sampleton con interpretación en ambos sentidos: pregunte al concejo cómo protege a su gente.",
        ),
        "summary": T(
            "Council members answer your questions in English and Spanish. Bring a neighbor.",
            "Concejales responden a sus preguntas en español y en inglés. Venga con alguien de su barrio.",
        ),
        "when": {"days": 24, "weekday": calendar.TUESDAY, "time": "18:00", "end_time": "20:00"},
        "all_day": False,
        "time_zone": "America/Denver",
        "mode": "in_person",
        "place_name": T("Sampleton Community Center", "Centro Comunitario de Sampleton"),
        "address": T("100 Example Avenue, Sampleton", "100 Example Avenue, Sampleton"),
        "languages": ["en", "es"],
        "interpretation": T(
            "Interpreters work in both directions. Headsets are free.",
            "Habrá intérpretes en ambos sentidos. Los auriculares para la interpretación son gratuitos.",
        ),
        "accessibility": T(
            "Step-free entrance on the north side. Accessible restrooms. Child care in the next room. For sign language, "
            "write to access@example.org a week ahead.",
            "Entrada sin escalones por el lado norte. Baños accesibles. Cuidado de niños en la sala contigua. Si necesita "
            "interpretación en lengua de señas, escriba a access@example.org con una semana de anticipación.",
        ),
        "status": "scheduled",
        "campaign": "campaign:hub-sanctuary",
        "image": "image:townhall",
        "image_alt": IMAGE_ALTS["townhall"],
        "body": [
            (
                "text",
                R(
                    (
                        ("<h2>How the evening goes</h2>", "<h2>Así será la reunión</h2>"),
                        (
                            "<ul><li>6:00 p.m.: doors open, coffee and bread.</li><li>6:20 p.m.: three council members, "
                            "five minutes each.</li><li>6:40 p.m.: your questions, aloud or on paper.</li></ul>",
                            "<ul><li>6:00 p.m.: se abren las puertas, con café y pan.</li><li>6:20 p.m.: tres concejales, "
                            "cinco minutos por persona.</li><li>6:40 p.m.: sus preguntas, en voz alta o por "
                            "escrito.</li></ul>",
                        ),
                        (
                            "<p>You do not need an ID to come in. We take no photos of the audience.</p>",
                            "<p>No hace falta identificación para entrar. No tomamos fotos del público.</p>",
                        ),
                    )
                ),
            )
        ],
    },
    {
        "key": "event-training-es",
        "type": _TYPE,
        "parent": "events",
        "slug": T("speak-up-training-in-spanish", "taller-hable-ante-su-concejo"),
        "title": T("Online training in Spanish: speak to your council", "Taller en línea: hable ante su concejo"),
        "search_description": T(
            "A free online training held in Spanish: how to sign up, speak for two minutes and be heard at a council meeting.",
            "Taller gratuito en línea y en español: cómo anotarse, hablar dos minutos y hacerse escuchar en el concejo.",
        ),
        "summary": T(
            "Ninety minutes, all in Spanish: how to prepare two minutes of public comment.",
            "Noventa minutos en español para preparar sus dos minutos ante el concejo municipal.",
        ),
        "when": {"days": 10, "weekday": calendar.WEDNESDAY, "time": "19:00", "end_time": "20:30"},
        "all_day": False,
        "time_zone": "America/New_York",
        "mode": "online",
        "online_url": "https://example.org/taller",
        "languages": ["es"],
        "accessibility": T(
            "Live captions in Spanish. You can also join by phone, without video.",
            "Subtítulos en vivo en español. También puede participar por teléfono, sin video.",
        ),
        "status": "scheduled",
        "registration_url": "https://example.org/taller/registro",
        "campaign": "campaign:hub-sanctuary",
        "image": "image:training",
        "image_alt": IMAGE_ALTS["training"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>You do not need experience, and you do not need to show your face or give your full name.</p>",
                            "<p>No necesita experiencia. Tampoco tiene que mostrar la cara ni dar su nombre completo.</p>",
                        ),
                        (
                            "<p>We practice in small groups, so you leave with a text you can read aloud.</p>",
                            "<p>Practicamos en grupos pequeños: al terminar, usted tendrá un texto listo para leer en voz "
                            "alta.</p>",
                        ),
                    )
                ),
            )
        ],
    },
    {
        "key": "event-training-en",
        "type": _TYPE,
        "parent": "events",
        "slug": T("make-the-case-training", "taller-en-ingles-defienda-la-causa"),
        "title": T(
            "Online training: make the case for public workers",
            "Taller en inglés: defienda a los trabajadores públicos",
        ),
        "search_description": T(
            "One hour online, in English: use the model resolution and speak for public workers at your council.",
            "Una hora en línea, en inglés: aprenda a usar el modelo de resolución y a hablar por los trabajadores públicos.",
        ),
        "summary": T(
            "One hour online on how to bring a resolution to your council and speak for it.",
            "Una hora en línea, en inglés, sobre cómo presentar una resolución ante el concejo y defenderla.",
        ),
        "when": {"days": 17, "weekday": calendar.TUESDAY, "time": "12:00", "end_time": "13:00"},
        "all_day": False,
        "time_zone": "America/Los_Angeles",
        "mode": "online",
        "online_url": "https://example.org/training",
        "languages": ["en"],
        "interpretation": T(
            "Spanish interpretation if five people ask for it three days ahead.",
            "Habrá interpretación al español si cinco personas la piden con tres días de anticipación.",
        ),
        "accessibility": T("Live captions in English.", "Subtítulos en vivo en inglés."),
        "status": "scheduled",
        "registration_url": "https://example.org/training/register",
        "campaign": "campaign:hub-janus",
        "image": "image:training",
        "image_alt": IMAGE_ALTS["training"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>Bring the model resolution and the name of one council member. You leave with a plan for "
                            "the next meeting.</p>",
                            "<p>Tenga a mano el modelo de resolución y el nombre de una concejala o un concejal. Al terminar, "
                            "tendrá un plan para la próxima sesión.</p>",
                        ),
                    )
                ),
            ),
            (
                "resources",
                {
                    "heading": T("Before you come", "Antes del taller"),
                    "items": [
                        {
                            "title": T("Model resolution", "Modelo de resolución"),
                            "description": T("One page, ready to adapt.", "Una página, lista para adaptar."),
                            "document": "document:janus-resolution",
                        }
                    ],
                },
            ),
        ],
    },
    {
        "key": "event-convening-next",
        "type": _TYPE,
        "parent": "events",
        "slug": T("exampleville-convening", "encuentro-exampleville"),
        "title": T("National convening in Exampleville", "Encuentro nacional en Exampleville"),
        "search_description": T(
            "Three days of workshops for local elected officials, in person and online, with Spanish interpretation.",
            "Tres días de talleres para autoridades locales electas, presenciales y en línea, con interpretación al español.",
        ),
        "summary": T(
            "Three days for local officials to trade laws that work. Join in person or online.",
            "Tres días para que las autoridades locales compartan leyes que funcionan. En persona o en línea.",
        ),
        "when": {"days": 60, "weekday": calendar.THURSDAY, "lasts": 3},
        "all_day": True,
        "time_zone": "America/Chicago",
        "mode": "hybrid",
        "place_name": T("Exampleville City Hall", "Ayuntamiento de Exampleville"),
        "address": T("1 Sample Plaza, Exampleville", "1 Sample Plaza, Exampleville"),
        "online_url": "https://example.org/convening",
        "languages": ["en", "es"],
        "interpretation": T(
            "Main sessions are interpreted into Spanish. Two workshops are held in Spanish.",
            "Las sesiones principales se interpretan al español. Dos talleres se dan en español.",
        ),
        "accessibility": T(
            "All rooms are step-free. There is a quiet room and a nursing room.",
            "A todas las salas se llega sin escalones. Hay una sala tranquila y otra de lactancia.",
        ),
        "status": "scheduled",
        "registration_url": "https://example.org/convening/register",
        "campaign": None,
        "image": "image:convening",
        "image_alt": IMAGE_ALTS["convening"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>Each day has one subject: homes, work, safety. Members of city councils, county boards and "
                            "school boards lead the workshops themselves.</p>",
                            "<p>Cada día tiene un tema: vivienda, trabajo, seguridad. Los talleres los dirigen integrantes "
                            "de concejos municipales, juntas de condado y juntas escolares.</p>",
                        ),
                    )
                ),
            ),
            (
                "faq",
                {
                    "heading": T("Good to know", "Conviene saber"),
                    "items": [
                        {
                            "question": T("What does it cost?", "¿Cuánto cuesta?"),
                            "answer": R(
                                (
                                    (
                                        "<p>Nothing online. In person there is a fee, and <b>help for those who cannot pay "
                                        "it</b>.</p>",
                                        "<p>Participar en línea es gratis. Asistir en persona tiene un costo, pero hay <b>ayuda para quien no "
                                        "pueda pagarlo</b>.</p>",
                                    ),
                                )
                            ),
                        }
                    ],
                },
            ),
        ],
    },
)
