"""Invented events that were cancelled or moved to another place."""

import calendar
from typing import Any

from demo.content.text import R, T

_TYPE = "campaigns.EventPage"

CHANGED: tuple[dict[str, Any], ...] = (
    {
        "key": "event-moved",
        "type": _TYPE,
        "parent": "events",
        "slug": T("demo-falls-library-talk", "charla-biblioteca-demo-falls"),
        "title": T(
            "Library talk: who keeps our town running", "Charla en la biblioteca: quiénes hacen funcionar el pueblo"
        ),
        "search_description": T(
            "A talk on public workers in Demo Falls. It has moved from the library to the school gym; the time is the same.",
            "Una charla sobre los trabajadores públicos de Demo Falls. Se traslada de la biblioteca al gimnasio escolar, a la misma hora.",
        ),
        "summary": T(
            "A bus driver, a nurse and a librarian talk about a day at work.",
            "Una conductora de autobús, un enfermero y una bibliotecaria cuentan cómo es su día de trabajo.",
        ),
        "when": {"days": 38, "weekday": calendar.WEDNESDAY, "time": "17:30", "end_time": "18:30"},
        "all_day": False,
        "time_zone": "America/Phoenix",
        "mode": "in_person",
        "place_name": T("Demo Falls School Gym", "Gimnasio de la Escuela de Demo Falls"),
        "address": T("20 Example Street, Demo Falls", "20 Example Street, Demo Falls"),
        "languages": ["en"],
        "status": "moved",
        "status_note": T(
            "Moved from the library to the school gym across the street. The time is the same.",
            "Será en el gimnasio de la escuela, al otro lado de la calle, y no en la biblioteca. La hora es la misma.",
        ),
        "campaign": "campaign:hub-janus",
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>The library’s roof is under repair. There are signs at its door.</p>",
                            "<p>El techo de la biblioteca está en reparación. En su puerta hay carteles que indican el "
                            "camino.</p>",
                        ),
                    )
                ),
            )
        ],
    },
    {
        "key": "event-cancelled",
        "type": _TYPE,
        "parent": "events",
        "slug": T("coffee-with-a-commissioner", "cafe-con-un-comisionado"),
        "title": T("Coffee with a county commissioner", "Café con un comisionado del condado"),
        "search_description": T(
            "This coffee hour in Fable County is cancelled. The town hall in Sampleton takes its place.",
            "Se cancela este café en el condado de Fable. En su lugar, venga al foro comunitario de Sampleton.",
        ),
        "summary": T(
            "An hour of questions over coffee in Fable County. Cancelled.",
            "Una hora de preguntas y café en el condado de Fable. Cancelado.",
        ),
        "when": {"days": 31, "weekday": calendar.SATURDAY, "time": "09:00", "end_time": "10:00"},
        "all_day": False,
        "time_zone": "America/Denver",
        "mode": "in_person",
        "place_name": T("Corner Café", "Café de la Esquina"),
        "address": T("5 Sample Street, Fable County", "5 Sample Street, condado de Fable"),
        "languages": ["en", "es"],
        "status": "cancelled",
        "status_note": T(
            "The café is closed that day. Come to the town hall instead.",
            "El café estará cerrado ese día. Venga al foro comunitario.",
        ),
        "campaign": "campaign:hub-sanctuary",
        "body": [
            (
                "text",
                R(
                    (
                        (
                            '<p>You can ask the same questions at the <a href="demo:event-townhall">town hall in '
                            "Sampleton</a>.</p>",
                            '<p>Puede hacer las mismas preguntas en el <a href="demo:event-townhall">foro comunitario de '
                            "Sampleton</a>.</p>",
                        ),
                    )
                ),
            )
        ],
    },
)
