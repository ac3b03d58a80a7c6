"""The demo's documents: title, file name and the two paragraphs that the generated file holds."""

from typing import Any

from demo.content.text import T

DOCUMENTS: dict[str, dict[str, Any]] = {
    "sanctuary-toolkit": {
        "title": T("Sanctuary policy toolkit: the short version", "Guía de políticas santuario: versión breve"),
        "file_name": T("sanctuary-toolkit.pdf", "guia-politicas-santuario.pdf"),
        "paragraphs": (
            T(
                "A city or county can act on four fronts. It can limit the part that its police plays in immigration "
                "enforcement, detainers included. It can pay for lawyers, as New York does with its Immigrant Family "
                "Unity Project. It can reform its criminal justice system so that a minor offense does not end in "
                "deportation. And it can go to court.",
                "Una ciudad o un condado puede actuar en cuatro ámbitos. Puede limitar lo que su policía hace en "
                "materia de inmigración, incluidas las solicitudes de retención. Puede pagar abogados, como hace Nueva "
                "York con su Proyecto de Unidad Familiar de Inmigrantes. Puede reformar su justicia penal para que una "
                "falta menor no termine en deportación. Y puede acudir a los tribunales.",
            ),
            T(
                "Start with what you already have. Ask which rules your police follow today, who pays for legal help "
                "in your county, and which neighborhood groups should be at the table. This sheet is general "
                "information for local officials. It is not legal advice.",
                "Comience por lo que ya existe. Pregunte qué normas sigue hoy su policía, quién paga la ayuda legal en "
                "su condado y qué organizaciones del vecindario deben participar. Esta hoja ofrece información general "
                "para autoridades locales. No es asesoría legal.",
            ),
        ),
    },
    "janus-resolution": {
        "title": T("Model resolution for public workers", "Modelo de resolución en apoyo a los trabajadores públicos"),
        "file_name": T("model-resolution-public-workers.pdf", "modelo-resolucion-trabajadores-publicos.pdf"),
        "paragraphs": (
            T(
                "Whereas nurses, teachers, librarians and sanitation workers keep our community running; and whereas "
                "on June 27, 2018, the Supreme Court decided Janus v. AFSCME Council 31 and ended agency fees in "
                "public employment;",
                "Considerando que enfermeras, maestros, bibliotecarias y trabajadores de limpieza mantienen en marcha "
                "a nuestra comunidad, y que el 27 de junio de 2018 la Corte Suprema resolvió el caso Janus contra el "
                "Consejo 31 de AFSCME y puso fin a las cuotas de representación en el empleo público;",
            ),
            T(
                "Be it resolved that this council stands with the people who serve our community, supports their "
                "right to join together in a union, and asks the state legislature to do the same. Adapt this text "
                "with your own legal staff before you introduce it.",
                "Se resuelve que este concejo respalda a quienes sirven a nuestra comunidad, apoya su derecho a unirse "
                "en un sindicato y pide a la legislatura estatal que haga lo mismo. Antes de presentar este texto, "
                "adáptelo con el equipo legal de su concejo.",
            ),
        ),
    },
    "press-kit": {
        "title": T("Press kit", "Carpeta de prensa"),
        "file_name": T("press-kit.pdf", "carpeta-de-prensa.pdf"),
        "paragraphs": (
            T(
                "Local Progress is a national network of progressive local elected officials in the United States: "
                "city council members, county commissioners and school board members. It was founded in November 2012.",
                "Local Progress es una red nacional de autoridades locales electas de ideas progresistas en Estados "
                "Unidos: concejales, comisionados de condado e integrantes de juntas escolares. Se fundó en noviembre "
                "de 2012.",
            ),
            T(
                "Recent national convenings: Austin in July 2017, with about 130 officials; Minneapolis in July 2018, "
                "with 150; Detroit in August 2019, with more than 190. For interviews in English or Spanish, write "
                "to press@example.org.",
                "Encuentros nacionales: Austin, en julio de 2017, con unas 130 autoridades; Minneapolis, en julio de "
                "2018, con 150; Detroit, en agosto de 2019, con más de 190. Para entrevistas en español o en inglés, "
                "escriba a press@example.org.",
            ),
        ),
    },
}
