"""The questions and answers of the Seeking Sanctuary hub."""

from typing import Any

from demo.content.text import R, T

SANCTUARY_FAQ: dict[str, Any] = {
    "heading": T("Questions people ask", "Preguntas frecuentes"),
    "items": [
        {
            "question": T("What is a sanctuary city?", "¿Qué es una ciudad santuario?"),
            "answer": R(
                (
                    (
                        "<p>There is no single legal definition. In general, it is a city or county that limits the part "
                        "its own police and offices play in federal immigration enforcement.</p>",
                        "<p>No existe una definición legal única. En general, es una ciudad o un condado que limita la "
                        "colaboración de su policía y de sus oficinas con las autoridades federales de inmigración.</p>",
                    ),
                )
            ),
        },
        {
            "question": T("What can a city or county do?", "¿Qué puede hacer una ciudad o un condado?"),
            "answer": R(
                (
                    (
                        "<p>The officials who met in New York worked on four fields:</p>",
                        "<p>Las autoridades reunidas en Nueva York trabajaron en cuatro ámbitos:</p>",
                    ),
                    (
                        "<ul><li>limits on what local police do for immigration enforcement, detainers included;</li>"
                        "<li>access to a lawyer;</li><li>criminal justice reform, so that minor offenses do not lead to "
                        "deportation;</li><li>lawsuits.</li></ul>",
                        "<ul><li>límites a lo que la policía local hace en materia de inmigración, incluidas las "
                        "solicitudes de retención;</li><li>acceso a un abogado;</li><li>reformas de la justicia penal, "
                        "para que una falta menor no lleve a la deportación;</li><li>demandas judiciales.</li></ul>",
                    ),
                )
            ),
        },
        {
            "question": T(
                "I am worried about my own case. Where do I start?",
                "Me preocupa mi propio caso. ¿Por dónde empiezo?",
            ),
            "answer": R(
                (
                    (
                        '<p>Read <a href="demo:know-your-rights">Know your rights</a>, then talk to a lawyer or an '
                        "accredited representative. Nothing on this site is legal advice.</p>",
                        '<p>Lea <a href="demo:know-your-rights">Conozca sus derechos</a> y luego hable con un abogado o '
                        "con un representante acreditado. Nada de lo que dice este sitio es asesoría legal.</p>",
                    ),
                )
            ),
        },
    ],
}
