"""The Janus v. AFSCME hub. Its actions, callers, numbers and endorsers are invented; the case is not."""

from typing import Any

from demo.content.actions_janus import JANUS_MORE_WAYS, JANUS_TWO_WAYS
from demo.content.alts import IMAGE_ALTS
from demo.content.text import R, T

_TIMELINE: dict[str, Any] = {
    "heading": T("The case, step by step", "El caso, paso a paso"),
    "items": [
        {
            "date": "2018-02-26",
            "title": T("The Court hears the case", "La Corte escucha a las partes"),
            "text": T(
                "Both sides argue Janus v. AFSCME Council 31, No. 16-1466.",
                "Se presentan los alegatos del caso Janus contra el Consejo 31 de AFSCME, número 16-1466.",
            ),
        },
        {
            "date": "2018-06-27",
            "title": T("The Court decides, 5 to 4", "La Corte falla, por 5 votos contra 4"),
            "text": T(
                "Justice Alito writes for the majority. Justices Sotomayor and Kagan write dissents.",
                "El juez Alito escribe la opinión de la mayoría. Las juezas Sotomayor y Kagan redactan votos disidentes.",
            ),
        },
    ],
}

_FAQ: dict[str, Any] = {
    "heading": T("What the decision means", "Qué significa el fallo"),
    "items": [
        {
            "question": T("What is an agency fee?", "¿Qué es una cuota de representación?"),
            "answer": R(
                (
                    (
                        "<p>It is a payment that was taken from workers who had not joined the union which bargains for "
                        "them. In this case it came to <b>78.06%</b> of full union dues.</p>",
                        "<p>Es un pago que se descontaba a quienes no se habían afiliado al sindicato que negocia en su "
                        "nombre. En este caso equivalía al <b>78.06%</b> de la cuota sindical completa.</p>",
                    ),
                )
            ),
        },
        {
            "question": T("What did the Court change?", "¿Qué cambió la Corte?"),
            "answer": R(
                (
                    (
                        "<p>Public employers may no longer take agency fees from workers who have not agreed to pay. The "
                        "decision overruled <i>Abood v. Detroit Board of Education</i>, from 1977.</p>",
                        "<p>Los empleadores públicos ya no pueden descontar esa cuota a quienes no hayan aceptado pagarla. "
                        "El fallo anuló el precedente <i>Abood contra la Junta de Educación de Detroit</i>, de 1977.</p>",
                    ),
                )
            ),
        },
        {
            "question": T(
                "Can public workers still join a union?", "¿Los empleados públicos aún pueden afiliarse a un sindicato?"
            ),
            "answer": R(
                (
                    (
                        "<p>Yes. The decision is about fees from people who have not agreed to pay them. It does not stop "
                        "anyone from joining.</p>",
                        "<p>Sí. El fallo trata de las cuotas de quienes no han aceptado pagarlas. No impide que nadie se "
                        "afilie.</p>",
                    ),
                    (
                        "<p>For questions about your own job, ask your union or a labor lawyer. To reach us, see "
                        '<a href="demo:contact">Contact</a>.</p>',
                        "<p>Si tiene dudas sobre su propio empleo, consulte a su sindicato o a un abogado laboral. Para "
                        'escribirnos, vaya a <a href="demo:contact">Contacto</a>.</p>',
                    ),
                )
            ),
        },
    ],
}

_BODY: list[tuple[str, Any]] = [
    ("actions", JANUS_TWO_WAYS),
    (
        "text",
        R(
            (
                ("<h2>Who this is about</h2>", "<h2>De quiénes se trata</h2>"),
                (
                    "<p>They plow the snow, check the water, shelve the books and teach the third grade. When they can "
                    "speak with one voice, the services that everyone uses get better.</p>",
                    "<p>Quitan la nieve, vigilan la calidad del agua, ordenan los libros y dan clase en tercer grado. "
                    "Cuando pueden hablar con una sola voz, mejoran los servicios que usamos todos.</p>",
                ),
            )
        ),
    ),
    ("image", {"image": "image:janus-workers", "decorative": True}),
    (
        "facts",
        {
            "heading": T("The decision in numbers", "El fallo en cifras"),
            "items": [
                {"value": T("5–4", "5 a 4"), "label": T("the vote of the justices", "la votación de la Corte")},
                {
                    "value": T("1977", "1977"),
                    "label": T("the year of the precedent it overruled", "el año del precedente que anuló"),
                },
                {"value": T("2", "2"), "label": T("written dissents", "votos disidentes por escrito")},
            ],
        },
    ),
    ("timeline", _TIMELINE),
    (
        "press_list",
        {
            "heading": T("In the press", "En la prensa"),
            "introduction": T(
                "Coverage of the decision by outlets that we invented for this demonstration.",
                "La cobertura del fallo en medios que inventamos para esta demostración.",
            ),
            "mode": "both",
            "picked": ["clipping:voz-de-ejemplo-cambia", "clipping:sampleton-herald-opinion"],
            "limit": 10,
            "group_by": "outlet",
            "link_label": T("All coverage of the decision", "Toda la cobertura del fallo"),
        },
    ),
    (
        "news",
        {
            "heading": T("News from this campaign", "Noticias de esta campaña"),
            "scope": "campaign",
            "limit": 3,
            "link_label": T("Go to all news", "Vaya a todas las noticias"),
        },
    ),
    ("faq", _FAQ),
    ("actions", JANUS_MORE_WAYS),
    (
        "quote",
        {
            "text": T(
                "I drive the recycling truck. My neighbors wave at it, and now I know they would show up for me too.",
                "Manejo el camión del reciclaje. La gente me saluda al pasar, y ahora sé que también me apoyaría.",
            ),
            "attribution": T("Darnell Sample", "Darnell Sample"),
            "role": T(
                "Sanitation worker in the fictional town of Demo Falls",
                "Trabajador del servicio de limpieza de Demo Falls, un pueblo ficticio",
            ),
        },
    ),
    (
        "endorsers",
        {
            "heading": T("Local officials on board", "Autoridades locales que se suman"),
            "items": [
                {
                    "name": T("Carmen Muestra", "Carmen Muestra"),
                    "role": T("Mayor", "Alcaldesa"),
                    "place": T("Demo Falls", "Demo Falls"),
                },
                {
                    "name": T("Theo Sample", "Theo Sample"),
                    "role": T("School board member", "Integrante de la junta escolar"),
                    "place": T("Fable County", "condado de Fable"),
                },
                {"name": T("Exampleville Library Workers", "Personal de la Biblioteca de Exampleville")},
            ],
        },
    ),
    (
        "campaign_teaser",
        {
            "campaign": "campaign:hub-sanctuary",
            "heading": T("Also this season: Seeking Sanctuary", "También: En busca de santuario"),
            "text": T(
                "The same council that hires the librarian can protect the family next door.",
                "El mismo concejo que contrata a la bibliotecaria puede proteger a la familia de al lado.",
            ),
            "link_label": T("Visit the campaign", "Visite la campaña"),
        },
    ),
    ("follow", {"heading": T("Follow us", "Síganos")}),
]

JANUS: dict[str, Any] = {
    "key": "hub-janus",
    "type": "campaigns.CampaignPage",
    "parent": "campaigns",
    "slug": T("janus-v-afscme", "janus-contra-afscme"),
    "title": T("Take action on Janus v. AFSCME", "Actúe ante el fallo Janus contra AFSCME"),
    "seo_title": T(
        "Janus v. AFSCME: stand with public workers", "Janus contra AFSCME: apoye a los trabajadores públicos"
    ),
    "search_description": T(
        "The Supreme Court ended agency fees for public workers in 2018. Two ways to stand with the people who serve your town.",
        "En 2018 la Corte Suprema puso fin a las cuotas de representación en el sector público. Dos maneras de apoyar a sus trabajadores.",
    ),
    "summary": T(
        "The Supreme Court made it harder for public workers to stand together. Your council and your legislature can stand with them.",
        "La Corte Suprema hizo más difícil que los trabajadores públicos se organicen. Su concejo y su legislatura pueden respaldarlos.",
    ),
    "social_image": "image:social-janus",
    "status": "active",
    "hashtag": "#Janus",
    "accent": "brick",
    "introduction": R(
        (
            (
                "<p>On June 27, 2018, the Supreme Court decided <i>Janus v. AFSCME Council 31</i>, 585 U.S. 878. By 5 votes "
                "to 4 it ruled that public employers may no longer take agency fees from workers who have not agreed to "
                "pay.</p>",
                "<p>El 27 de junio de 2018, la Corte Suprema resolvió el caso <i>Janus contra el Consejo 31 de AFSCME</i> "
                "(585 U.S. 878). Por 5 votos contra 4 determinó que los empleadores públicos ya no pueden descontar cuotas "
                "de representación a quienes no hayan aceptado pagarlas.</p>",
            ),
            (
                "<p>The decision is final. What your town does next is not.</p>",
                "<p>El fallo es definitivo. Lo que haga ahora su ciudad aún está por decidirse.</p>",
            ),
        )
    ),
    "image": "image:janus-hero",
    "image_alt": IMAGE_ALTS["janus-hero"],
    "key_facts": [
        (
            "fact",
            {
                "value": T("June 27, 2018", "27 de junio de 2018"),
                "label": T("the day of the decision", "el día del fallo"),
            },
        ),
        ("fact", {"value": T("5 to 4", "5 a 4"), "label": T("the vote in the Court", "la votación en la Corte")}),
        (
            "fact",
            {
                "value": T("78.06%", "78.06%"),
                "label": T("of union dues: the fee in the case", "de la cuota sindical: el pago en disputa"),
            },
        ),
    ],
    "sensitive": False,
    "action_label": T("Take action", "Actúe ya"),
    "body": _BODY,
}
