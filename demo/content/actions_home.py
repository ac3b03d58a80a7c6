"""What the home page asks of its visitors. The phone number is invented."""

from typing import Any

from demo.content.actions_sanctuary import COME_TO_THE_TOWN_HALL
from demo.content.text import T

HOME_ACTIONS: dict[str, Any] = {
    "heading": T("Three things to do today", "Tres cosas que puede hacer hoy"),
    "introduction": T("Ten minutes, or one evening.", "Diez minutos, o una tarde."),
    "numbered": True,
    "items": [
        (
            "call",
            {
                "title": T("Call your council office", "Llame a la oficina de su concejo"),
                "text": T(
                    "If nobody picks up, leave a message. You can speak Spanish: ask for an interpreter.",
                    "Si nadie contesta, deje un mensaje. Puede hablar en español: pida un intérprete.",
                ),
                "time_needed": T("4 minutes", "4 minutos"),
                "phone": "202-555-0142",
                "callee": T("Message line of the Sampleton council", "Línea de mensajes del Concejo de Sampleton"),
                "script": T(
                    "Hello. My name is [your name] and I live in [your neighborhood]. Please keep our local police out "
                    "of immigration enforcement, and please fund legal help for neighbors who need it. Will you? Thank you.",
                    "Buenos días. Me llamo [su nombre] y vivo en [su barrio]. Le pido que nuestra policía local no haga "
                    "el trabajo de inmigración y que la ciudad financie ayuda legal para quienes la necesitan. ¿Puedo "
                    "contar con usted? Muchas gracias.",
                ),
                "button_label": T("Call now", "Llame ahora"),
            },
        ),
        COME_TO_THE_TOWN_HALL,
        (
            "share",
            {
                "title": T("Tell a neighbor", "Cuénteselo a alguien de su barrio"),
                "text": T(
                    "Send this page to one person who would want to know.",
                    "Envíe esta página a una persona a la que le sirva.",
                ),
                "message": T(
                    "Three things that we can do today for our neighbors:",
                    "Tres cosas que podemos hacer hoy por nuestra gente:",
                ),
                "channels": ["whatsapp", "sms", "email"],
            },
        ),
    ],
}
