"""The calls to action of the Seeking Sanctuary hub. Addresses and phone numbers are invented."""

from typing import Any

from demo.content.text import T

COME_TO_THE_TOWN_HALL = (
    "attend",
    {
        "title": T("Come to the town hall", "Venga al foro comunitario"),
        "text": T(
            "Ask your questions in English or in Spanish. Nobody will ask about your status.",
            "Haga sus preguntas en español o en inglés. Nadie le preguntará por su situación migratoria.",
        ),
        "event": "page:event-townhall",
        "button_label": T("See the time and place", "Vea la hora y el lugar"),
    },
)

SANCTUARY_ACTIONS: dict[str, Any] = {
    "heading": T("What you can do now", "Qué puede hacer usted ahora"),
    "introduction": T(
        "Local rules are made close to home. So is the pressure that changes them.",
        "Las normas locales se deciden cerca de casa. También allí nace la presión que las cambia.",
    ),
    "numbered": True,
    "items": [
        COME_TO_THE_TOWN_HALL,
        (
            "email",
            {
                "title": T("Write to your council", "Escriba a su concejo"),
                "text": T(
                    "The message opens in your own mail program. Change it before you send it.",
                    "El mensaje se abre en su propio programa de correo. Cámbielo antes de enviarlo.",
                ),
                "time_needed": T("3 minutes", "3 minutos"),
                "to": "council@example.org",
                "subject": T("Please make our city a safer home", "Hagamos de nuestra ciudad un hogar más seguro"),
                "message": T(
                    "Dear council member:\n\nI live in your district. Please keep our local police out of immigration "
                    "enforcement, and please fund legal help for neighbors who face deportation.\n\nThank you.",
                    "Estimada concejala, estimado concejal:\n\nVivo en su distrito. Le pido que nuestra policía local "
                    "no se dedique a hacer cumplir las leyes de inmigración y que la ciudad financie la ayuda legal para "
                    "quienes enfrentan la deportación.\n\nMuchas gracias.",
                ),
                "button_label": T("Write the email", "Escriba el correo"),
            },
        ),
        (
            "download",
            {
                "title": T("Read the toolkit", "Lea la guía"),
                "text": T(
                    "Four fields in which a city can act, on one page.",
                    "Cuatro ámbitos en los que una ciudad puede actuar, en una sola página.",
                ),
                "document": "document:sanctuary-toolkit",
                "button_label": T("Download the toolkit", "Descargue la guía"),
            },
        ),
        (
            "share",
            {
                "title": T("Tell a neighbor", "Cuénteselo a alguien de su barrio"),
                "text": T(
                    "Send this page to one person who would want to know.",
                    "Envíe esta página a una persona a la que le sirva.",
                ),
                "message": T(
                    "Cities and counties can protect their neighbors. Here is how:",
                    "Las ciudades y los condados pueden proteger a su gente. Vea cómo:",
                ),
                "channels": ["whatsapp", "facebook", "bluesky", "x", "telegram", "email", "sms"],
            },
        ),
    ],
}
