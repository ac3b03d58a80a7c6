"""The calls to action of the Janus v. AFSCME hub. Addresses and phone numbers are invented."""

from typing import Any

from demo.content.text import T

JANUS_TWO_WAYS: dict[str, Any] = {
    "heading": T("Two ways to take action", "Dos maneras de actuar"),
    "introduction": T(
        "Pick one today. Come back for the other.",
        "Elija una hoy y vuelva por la otra.",
    ),
    "numbered": True,
    "items": [
        (
            "download",
            {
                "title": T("Bring a resolution to your council", "Lleve una resolución a su concejo"),
                "text": T(
                    "The model fits on one page. Give it to a council member, or read it aloud at public comment.",
                    "El modelo cabe en una página. Entréguelo a un concejal o léalo en voz alta durante los comentarios del público.",
                ),
                "document": "document:janus-resolution",
                "button_label": T("Download the model", "Descargue el modelo"),
            },
        ),
        (
            "call",
            {
                "title": T("Call your state legislator", "Llame a su legislador estatal"),
                "text": T(
                    "If nobody picks up, leave a message. You can speak Spanish: ask for an interpreter.",
                    "Si nadie contesta, deje un mensaje. Puede hablar en español: pida un intérprete.",
                ),
                "time_needed": T("4 minutes", "4 minutos"),
                "phone": "202-555-0143",
                "callee": T(
                    "Message line of the Example State Legislature",
                    "Línea de mensajes de la Legislatura del Estado de Ejemplo",
                ),
                "script": T(
                    "Hello. My name is [your name] and I live in [your town]. Since the Janus decision, public workers "
                    "need their legislators more than before. Please protect their right to join together in a union. "
                    "Will you? Thank you.",
                    "Buenos días. Me llamo [su nombre] y vivo en [su ciudad]. Desde el fallo Janus, quienes trabajan en "
                    "el sector público necesitan más que antes a sus legisladores. Le pido que proteja su derecho a "
                    "unirse en un sindicato. ¿Puedo contar con usted? Muchas gracias.",
                ),
                "button_label": T("Call now", "Llame ahora"),
            },
        ),
    ],
}

JANUS_MORE_WAYS: dict[str, Any] = {
    "heading": T("More ways to help", "Otras maneras de ayudar"),
    "introduction": T(
        "Five minutes or a whole evening: both count.",
        "Cinco minutos o toda una tarde: todo suma.",
    ),
    "numbered": False,
    "items": [
        (
            "share",
            {
                "title": T("Pass it on", "Corra la voz"),
                "text": T(
                    "Send this page to someone who works for your city or your school.",
                    "Envíe esta página a alguien que trabaje para su ciudad o para su escuela.",
                ),
                "message": T(
                    "Public workers keep our towns running. Two ways to stand with them:",
                    "Los trabajadores públicos mantienen en marcha nuestras ciudades. Dos maneras de apoyarlos:",
                ),
                "channels": ["whatsapp", "facebook", "email", "sms"],
            },
        ),
        (
            "attend",
            {
                "title": T("Learn to make the case", "Aprenda a defender la causa"),
                "text": T(
                    "One hour online: how to speak at a council meeting and be heard.",
                    "Una hora en línea: cómo hablar ante el concejo y hacerse escuchar.",
                ),
                "event": "page:event-training-en",
                "button_label": T("Save your seat", "Reserve su lugar"),
            },
        ),
        (
            "link",
            {
                "title": T("Read what the Court decided", "Lea qué decidió la Corte"),
                "text": T("Our short account, without legal jargon.", "Nuestro resumen breve, sin tecnicismos."),
                "time_needed": T("2 minutes", "2 minutos"),
                "page": "page:news-janus-decision",
                "button_label": T("Read the summary", "Lea el resumen"),
            },
        ),
        (
            "email",
            {
                "title": T("Thank a public worker", "Dé las gracias a quien sirve a su comunidad"),
                "text": T(
                    "Write to the people who clean your streets or teach your children.",
                    "Escriba a quienes limpian sus calles o enseñan a sus hijos.",
                ),
                "time_needed": T("3 minutes", "3 minutos"),
                "to": "thanks@example.org",
                "subject": T("Thank you for your work", "Gracias por su trabajo"),
                "message": T(
                    "Hello:\n\nI live in this town, and I see what you do for it every day. Thank you.\n\n[Your name]",
                    "Hola:\n\nVivo en este pueblo y veo lo que ustedes hacen por él todos los días. Muchas gracias.\n\n[Su nombre]",
                ),
                "button_label": T("Write a thank-you note", "Escriba su mensaje"),
            },
        ),
    ],
}
