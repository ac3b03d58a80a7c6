"""The demo's glossary: how the site's words are said in Spanish, and why. The reasons are for translators, in Spanish."""

#: (English, Spanish translations, what not to use, reason). Several are separated by semicolons, as in the field.
GLOSSARY: list[tuple[str, str, str, str]] = [
    (
        "agency fee",
        "cuota de representación; cuota",
        "cuota de agencia; tarifa de agencia",
        "Lo que paga quien no está afiliado por la representación del sindicato. Aquí no hay ninguna agencia.",
    ),
    (
        "union dues",
        "cuota sindical; lo que pagan los afiliados",
        "deudas; cuota de unión",
        "Lo que pagan los afiliados; distinta de la cuota de representación.",
    ),
    (
        "detainer",
        "solicitud de retención",
        "detenedor; orden de detención",
        "La autoridad migratoria pide retener a alguien; no es una orden firmada por un juez.",
    ),
    (
        "warrant",
        "orden",
        "garantía",
        "Orden judicial, firmada por un juez. “Garantía” es warranty.",
    ),
    (
        "convening",
        "encuentro",
        "convención; convocatoria",
        "Reunión de trabajo de la red, sin delegados ni votaciones.",
    ),
    (
        "town hall",
        "foro; foro comunitario; ayuntamiento",
        "alcaldía; asamblea",
        "La reunión con los vecinos es un foro; el edificio y sus oficinas, el ayuntamiento.",
    ),
    (
        "council member",
        "concejal; concejala; integrante del concejo",
        "consejero; miembro del consejo",
        "Con c: concejo.",
    ),
    ("city council", "concejo municipal; concejo", "consejo", "Con c: el órgano electo. “Consejo” aconseja."),
    (
        "elected official",
        "autoridad electa; autoridad local electa",
        "oficial electo",
        "“Oficial” es un rango militar o policial. Autoridad vale para cualquier género.",
    ),
    ("local official", "autoridad local; autoridad", "oficial local", "“Oficial” es un rango militar o policial."),
    ("public employer", "empleador público", "patrón; empresario", "El estado, el condado o la ciudad."),
    ("Supreme Court", "Corte Suprema", "Tribunal Supremo", "Así la llama la prensa en español de Estados Unidos."),
    ("sanctuary policy", "política santuario", "política de santuario", "En plural: políticas santuario."),
    ("know your rights", "conozca sus derechos", "conoce tus derechos", "El sitio trata de usted."),
    ("toolkit", "guía", "kit de herramientas; caja de herramientas", "Es un documento para leer."),
    ("press kit", "carpeta", "kit de prensa", "Carpeta de prensa, o carpeta para periodistas."),
    ("newsroom", "sala de prensa", "redacción", "La redacción es la de un medio; esta es nuestra."),
    ("press release", "comunicado", "lanzamiento de prensa", "Comunicado de prensa, o solo comunicado."),
    ("school board", "junta escolar", "consejo escolar", "Así se llama en Estados Unidos."),
    (
        "sign language",
        "lengua de señas",
        "lenguaje de señas; lenguaje de signos",
        "Es una lengua. En América: de señas.",
    ),
    ("child care", "cuidado de niños", "guardería", "Durante el evento, en la sala contigua."),
    ("precedent", "precedente", "antecedente", "Término jurídico."),
]
