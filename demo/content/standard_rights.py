"""Know your rights: general information for people at risk, worded with care."""

from typing import Any

from demo.content.text import R, T

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
    "body": [
        (
            "text",
            R(
                (
                    ("<h2>Before you read on</h2>", "<h2>Antes de seguir leyendo</h2>"),
                    (
                        "<p>If somebody may look at your phone or computer, use a private window or delete this page from "
                        "your history. If you are in danger right now, call 911.</p>",
                        "<p>Si alguien puede revisar su teléfono o su computadora, use una ventana privada o borre esta "
                        "página del historial. Si corre peligro en este momento, llame al 911.</p>",
                    ),
                    (
                        "<p><b>This is general information, not legal advice.</b> Laws differ from state to state and they "
                        "change. Ask a lawyer or an accredited representative about your own case.</p>",
                        "<p><b>Esta es información general, no asesoría legal.</b> Las leyes varían de un estado a otro y "
                        "cambian. Consulte su propio caso con un abogado o con un representante acreditado.</p>",
                    ),
                    ("<h2>What you can do</h2>", "<h2>Qué puede hacer</h2>"),
                    (
                        "<ul><li>You have the right to remain silent. In some states you must give your name when police "
                        "ask for it.</li><li>You can ask for a lawyer. In immigration cases the government usually does "
                        "not pay for one.</li><li>At home, you can ask officers to show a warrant signed by a judge before "
                        "you open the door.</li><li>You can say that you do not agree to a search.</li><li>Before you "
                        "sign a paper that you do not understand, you can ask to talk to a lawyer.</li></ul>",
                        "<ul><li>Usted tiene derecho a guardar silencio. En algunos estados debe dar su nombre si la "
                        "policía se lo pide.</li><li>Puede pedir un abogado. En los casos de inmigración, por lo general "
                        "el gobierno no lo paga.</li><li>En su casa, puede pedir a los agentes que le muestren una orden "
                        "firmada por un juez antes de abrir la puerta.</li><li>Puede decir que no da permiso para un "
                        "registro o cateo.</li><li>Antes de firmar un papel que no entienda, puede pedir hablar con un abogado.</li></ul>",
                    ),
                    ("<h2>What not to do</h2>", "<h2>Qué no debe hacer</h2>"),
                    (
                        "<ul><li>Do not run, resist or get in the officers’ way.</li><li>Do not lie, and do not show "
                        "documents that are false or not yours.</li></ul>",
                        "<ul><li>No corra, no se resista ni estorbe a los agentes.</li><li>No mienta ni muestre documentos "
                        "falsos o de otra persona.</li></ul>",
                    ),
                )
            ),
        ),
        (
            "faq",
            {
                "heading": T("Finding help", "Dónde encontrar ayuda"),
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
