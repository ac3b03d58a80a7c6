"""Know your rights: general information for people at risk, worded with care. Phone numbers with 555 are invented."""

from typing import Any

from demo.content.text import R, T

_CARDS: dict[str, Any] = {
    "heading": T("What to do, step by step", "Qué hacer, paso a paso"),
    "introduction": T(
        "Print this page: it makes four cards to fold and carry.",
        "Imprima esta página: salen cuatro tarjetas para doblar y llevar consigo.",
    ),
    "items": [
        {
            "title": T("At the door", "En la puerta"),
            "text": R(
                (
                    (
                        "<ol><li>Keep the door closed. Ask who is there.</li><li>Ask to see a warrant signed by a judge, "
                        "through a window or under the door.</li><li>Without one, you can say: “I do not agree to your "
                        "coming in.”</li><li>Stay silent. You can say: “I want to talk to a lawyer.”</li></ol>",
                        "<ol><li>Mantenga la puerta cerrada. Pregunte quién es.</li><li>Pida ver una orden firmada por un "
                        "juez, por la ventana o por debajo de la puerta.</li><li>Si no la tienen, puede decir: “No doy "
                        "permiso para que entren”.</li><li>Guarde silencio. Puede decir: “Quiero hablar con un "
                        "abogado”.</li></ol>",
                    ),
                )
            ),
        },
        {
            "title": T("In the street", "En la calle"),
            "text": R(
                (
                    (
                        "<ol><li>Stay calm. Do not run, and keep your hands where they can be seen.</li><li>Ask: “Am I free "
                        "to go?” If so, walk away slowly.</li><li>You have the right to remain silent. In some states you "
                        "must give your name when police ask for it.</li><li>You can say that you do not agree to a "
                        "search.</li></ol>",
                        "<ol><li>Mantenga la calma. No corra y deje las manos a la vista.</li><li>Pregunte: “¿Puedo "
                        "irme?”. Si le dicen que sí, aléjese despacio.</li><li>Tiene derecho a guardar silencio. En algunos "
                        "estados debe dar su nombre si la policía se lo pide.</li><li>Puede decir que no da permiso para "
                        "un registro o cateo.</li></ol>",
                    ),
                )
            ),
        },
        {
            "title": T("At work", "En el trabajo"),
            "text": R(
                (
                    (
                        "<ol><li>Officers need a warrant, or your employer’s permission, for the places that are not open "
                        "to the public.</li><li>Do not run or hide. You can go on working.</li><li>You do not have to say "
                        "where you were born or how you came.</li><li>Do not show documents that are false or not "
                        "yours.</li></ol>",
                        "<ol><li>Para entrar en las zonas cerradas al público, los agentes necesitan una orden o el permiso "
                        "de su empleador.</li><li>No corra ni se esconda. Puede seguir trabajando.</li><li>No tiene que "
                        "decir dónde nació ni cómo llegó.</li><li>No muestre documentos falsos o de otra "
                        "persona.</li></ol>",
                    ),
                )
            ),
        },
        {
            "title": T("Whom to call", "A quién llamar"),
            "text": R(
                (
                    (
                        '<ol><li>In danger: <a href="tel:911">911</a></li><li>Example legal help line, in English and '
                        'Spanish: <a href="tel:+12025550147">202-555-0147</a></li><li>Somebody you trust, by heart. Write '
                        "the number here.</li></ol>",
                        '<ol><li>Si corre peligro: <a href="tel:911">911</a></li><li>Línea de ayuda legal de ejemplo, en '
                        'español e inglés: <a href="tel:+12025550147">202-555-0147</a></li><li>Alguien de confianza, de '
                        "memoria. Escriba aquí el número.</li></ol>",
                    ),
                )
            ),
        },
    ],
}

KNOW_YOUR_RIGHTS: dict[str, Any] = {
    "key": "know-your-rights",
    "type": "home.StandardPage",
    "parent": "home",
    "slug": T("know-your-rights", "conozca-sus-derechos"),
    "title": T("Know your rights", "Conozca sus derechos"),
    "search_description": T(
        "General information on rights during contact with police or immigration officers. It is not legal advice.",
        "Información general sobre sus derechos ante la policía o los agentes de inmigración. No es asesoría legal.",
    ),
    "summary": T(
        "Some rights protect everyone in the United States. This page is general information, not legal advice.",
        "Hay derechos que protegen a toda persona en Estados Unidos. Esta página da información general, no asesoría legal.",
    ),
    "sensitive": True,
    "body": [
        ("steps_cards", _CARDS),
        (
            "text",
            R(
                (
                    ("<h2>Before you read on</h2>", "<h2>Antes de seguir leyendo</h2>"),
                    (
                        "<p>If somebody may look at your phone or computer, use a private window or delete this page from "
                        "your history.</p>",
                        "<p>Si alguien puede revisar su teléfono o su computadora, use una ventana privada o borre esta "
                        "página del historial.</p>",
                    ),
                    (
                        "<p><b>This is general information, not legal advice.</b> Laws differ from state to state and they "
                        "change. Ask a lawyer or an accredited representative about your own case.</p>",
                        "<p><b>Esta es información general, no asesoría legal.</b> Las leyes varían de un estado a otro y "
                        "cambian. Consulte su propio caso con un abogado o con un representante acreditado.</p>",
                    ),
                    ("<h2>Everywhere</h2>", "<h2>En cualquier lugar</h2>"),
                    (
                        "<ul><li>You can ask for a lawyer. In immigration cases the government usually does not pay for "
                        "one.</li><li>Before you sign a paper that you do not understand, you can ask to talk to a "
                        "lawyer.</li><li>Do not lie, do not resist, and do not get in the officers’ way.</li></ul>",
                        "<ul><li>Puede pedir un abogado. En los casos de inmigración, por lo general el gobierno no lo "
                        "paga.</li><li>Antes de firmar un papel que no entienda, puede pedir hablar con un "
                        "abogado.</li><li>No mienta, no se resista ni estorbe a los agentes.</li></ul>",
                    ),
                )
            ),
        ),
        (
            "faq",
            {
                "heading": T("Where to find help", "Dónde encontrar ayuda"),
                "items": [
                    {
                        "question": T(
                            "How do I find a lawyer I can trust?", "¿Cómo encuentro un abogado de confianza?"
                        ),
                        "answer": R(
                            (
                                (
                                    "<p>Ask a legal aid office, a bar association or a community group near you. In the "
                                    "United States, being a notary does not make anyone a lawyer.</p>",
                                    "<p>Pregunte en una oficina de ayuda legal, en un colegio de abogados o en una "
                                    "organización comunitaria cercana. En Estados Unidos, ser notario público no "
                                    "convierte a nadie en abogado.</p>",
                                ),
                            )
                        ),
                    },
                    {
                        "question": T("What can I prepare today?", "¿Qué puedo preparar hoy?"),
                        "answer": R(
                            (
                                (
                                    "<ol><li>Learn one phone number by heart: a relative’s or a lawyer’s.</li><li>Keep "
                                    "important papers where someone you trust can find them.</li><li>Decide who would pick "
                                    "up your children.</li></ol>",
                                    "<ol><li>Memorice un número de teléfono: el de un familiar o el de un "
                                    "abogado.</li><li>Guarde los papeles importantes donde pueda encontrarlos alguien de "
                                    "confianza.</li><li>Decida quién recogería a sus hijos.</li></ol>",
                                ),
                            )
                        ),
                    },
                ],
            },
        ),
    ],
}
