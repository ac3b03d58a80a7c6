"""Standard pages about the organization and this site: About, Contact, Privacy, Accessibility."""

from typing import Any

from demo.content.text import R, T

_TYPE = "home.StandardPage"

ABOUT: dict[str, Any] = {
    "key": "about",
    "type": _TYPE,
    "parent": "home",
    "slug": T("about", "quienes-somos"),
    "title": T("About us", "Quiénes somos"),
    "search_description": T(
        "Local Progress is a national network of progressive local elected officials, founded in November 2012.",
        "Local Progress es una red nacional de autoridades locales electas de ideas progresistas, fundada en noviembre de 2012.",
    ),
    "summary": T(
        "A national network of progressive officials elected by their own neighbors.",
        "Una red nacional de autoridades progresistas, elegidas por su propia gente.",
    ),
    "body": [
        (
            "text",
            R(
                (
                    (
                        "<p>Local Progress was founded in November 2012. Its members serve on city councils, county boards "
                        "and school boards across the United States.</p>",
                        "<p>Local Progress se fundó en noviembre de 2012. Sus integrantes forman parte de concejos "
                        "municipales, juntas de condado y juntas escolares de todo Estados Unidos.</p>",
                    ),
                    (
                        '<p>This site is where their <a href="demo:campaigns">campaigns</a> live. Each one shows the press '
                        "it earned, what you can do now and what happens next.</p>",
                        '<p>En este sitio se reúnen sus <a href="demo:campaigns">campañas</a>. Cada una muestra la '
                        "cobertura que ha recibido, lo que usted puede hacer ahora y lo que viene después.</p>",
                    ),
                )
            ),
        ),
        (
            "facts",
            {
                "heading": T("The network at a glance", "La red en cifras"),
                "items": [
                    {"value": T("2012", "2012"), "label": T("the year it was founded", "año de fundación")},
                    {
                        "value": T("90", "90"),
                        "label": T("jurisdictions met in 2018", "jurisdicciones reunidas en 2018"),
                    },
                    {
                        "value": T("190+", "Más de 190"),
                        "label": T("officials met in 2019", "autoridades reunidas en 2019"),
                    },
                ],
            },
        ),
        (
            "timeline",
            {
                "heading": T("The road so far", "Nuestro recorrido"),
                "items": [
                    {
                        "date": "2017-03-27",
                        "title": T("Seeking Sanctuary, New York", "En busca de santuario, Nueva York"),
                    },
                    {
                        "date": "2017-07-27",
                        "title": T("Sixth national convening, Austin", "Sexto encuentro nacional, Austin"),
                        "text": T("Theme: “Resistance & Progress”.", "Lema: “Resistencia y progreso”."),
                    },
                    {
                        "date": "2018-07-12",
                        "title": T(
                            "Seventh national convening, Minneapolis", "Séptimo encuentro nacional, Minneapolis"
                        ),
                        "text": T(
                            "Theme: “Taking Back Power: Reclaiming Government by the People”.",
                            "Lema: “Recuperar el poder: que el pueblo vuelva a gobernar”.",
                        ),
                    },
                ],
            },
        ),
        (
            "press_list",
            {
                "heading": T("Two stories, two languages", "Dos notas, dos idiomas"),
                "mode": "picked",
                "campaign": None,
                "picked": ["clipping:nbc-we-cannot-hide", "clipping:univision-reaccion"],
                "limit": 5,
                "group_by": "day",
            },
        ),
    ],
}

CONTACT: dict[str, Any] = {
    "key": "contact",
    "type": _TYPE,
    "parent": "home",
    "slug": T("contact", "contacto"),
    "title": T("Contact", "Contacto"),
    "search_description": T(
        "How to write to us or call us in English or Spanish, and where to report an error on this site.",
        "Cómo escribirnos o llamarnos en español o en inglés, y adónde avisar de un error en este sitio.",
    ),
    "summary": T(
        "Write or call in the language you prefer. A person answers.",
        "Escriba o llame en el idioma que prefiera. Le responde una persona.",
    ),
    "body": [
        (
            "text",
            R(
                (
                    (
                        '<ul><li>General questions: <a href="mailto:hello@example.org">hello@example.org</a></li>'
                        '<li>Press: <a href="mailto:press@example.org">press@example.org</a>, <a href="tel:+12125550147">212-555-0147</a></li>'
                        '<li>An error on a page: <a href="mailto:web@example.org">web@example.org</a></li></ul>',
                        '<ul><li>Preguntas generales: <a href="mailto:hello@example.org">hello@example.org</a></li>'
                        '<li>Prensa: <a href="mailto:press@example.org">press@example.org</a>, <a href="tel:+12125550147">212-555-0147</a></li>'
                        '<li>Un error en una página: <a href="mailto:web@example.org">web@example.org</a></li></ul>',
                    ),
                    (
                        "<p>Please do not send details of an immigration case by email. We are not lawyers. "
                        '<a href="demo:know-your-rights">Know your rights</a> says where to find one.</p>',
                        "<p>No nos envíe por correo detalles de un caso de inmigración. No somos abogados. En "
                        '<a href="demo:know-your-rights">Conozca sus derechos</a> se explica dónde encontrar uno.</p>',
                    ),
                )
            ),
        )
    ],
}

PRIVACY: dict[str, Any] = {
    "key": "privacy",
    "type": _TYPE,
    "parent": "home",
    "slug": T("privacy", "privacidad"),
    "title": T("Privacy", "Privacidad"),
    "search_description": T(
        "No cookies for visitors, no analytics, nothing loaded from other companies: what this site does and does not do.",
        "Sin cookies para visitantes, sin medición de visitas ni contenido de otras empresas: qué hace y qué no hace este sitio.",
    ),
    "summary": T(
        "You can read every page without being followed. Here is what that means.",
        "Usted puede leer todas las páginas sin que nadie siga sus pasos. Esto es lo que significa.",
    ),
    "body": [
        (
            "text",
            R(
                (
                    ("<h2>What we do not do</h2>", "<h2>Lo que no hacemos</h2>"),
                    (
                        "<ul><li>We set no cookies for visitors and store nothing in your browser.</li><li>We use no "
                        "analytics and no advertising.</li><li>Our pages load nothing from other companies: no fonts, no "
                        "maps, no social media buttons that report back.</li></ul>",
                        "<ul><li>No dejamos cookies a los visitantes ni guardamos nada en su navegador.</li><li>No medimos "
                        "las visitas ni mostramos publicidad.</li><li>Nuestras páginas no cargan nada de otras empresas: ni tipografías, ni "
                        "mapas, ni botones de redes sociales que envíen datos.</li></ul>",
                    ),
                    ("<h2>What happens when you act</h2>", "<h2>Qué sucede cuando usted actúa</h2>"),
                    (
                        "<p>Email, call and share buttons open your own programs. The message goes from you to its "
                        "recipient and does not pass through us. Links to other sites take you to places with rules of "
                        "their own.</p>",
                        "<p>Los botones para escribir, llamar o compartir abren los programas de su propio dispositivo. El mensaje va de "
                        "usted a quien lo recibe y no pasa por nuestro sitio. Los enlaces externos llevan a lugares con "
                        "reglas propias.</p>",
                    ),
                    ("<h2>What cannot be avoided</h2>", "<h2>Lo que no se puede evitar</h2>"),
                    (
                        "<p>To send you a page, a server must receive your internet address. Your browser keeps a history "
                        "of the pages you visit, and whoever runs your network may see which sites you open. A private "
                        "window keeps no history on your device.</p>",
                        "<p>Para enviarle una página, un servidor tiene que recibir su dirección de internet. Su navegador "
                        "guarda un historial de las páginas que visita, y quien administra su red puede ver qué sitios "
                        "abre. Una ventana privada no deja historial en su dispositivo.</p>",
                    ),
                    (
                        "<p>Staff who sign in to edit the site do get a cookie, so that they stay signed in.</p>",
                        "<p>El personal que inicia sesión para editar el sitio sí recibe una cookie, para no tener que "
                        "identificarse en cada página.</p>",
                    ),
                )
            ),
        )
    ],
}

ACCESSIBILITY: dict[str, Any] = {
    "key": "accessibility",
    "type": _TYPE,
    "parent": "home",
    "slug": T("accessibility", "accesibilidad"),
    "title": T("Accessibility", "Accesibilidad"),
    "search_description": T(
        "This site is built to work with a keyboard, a screen reader, large text and a slow phone. Tell us where it does not.",
        "Este sitio está hecho para usarse con teclado, lector de pantalla, letra grande o un teléfono lento. Díganos si falla.",
    ),
    "summary": T(
        "The site should work for everyone. If it does not work for you, we want to know.",
        "El sitio debe servir a todo el mundo. Si a usted no le sirve, queremos saberlo.",
    ),
    "body": [
        (
            "text",
            R(
                (
                    (
                        "<p>Our goal is the international standard WCAG 2.2 at level AA. Every page works with a keyboard, "
                        "without JavaScript and with enlarged text, and follows the light or dark setting of your device.</p>",
                        "<p>Nuestra meta es la norma internacional WCAG 2.2, nivel AA. Todas las páginas funcionan con "
                        "teclado, sin JavaScript y con letra ampliada, y siguen el modo claro u oscuro de su dispositivo.</p>",
                    ),
                    (
                        "<p>Event pages say what to expect at the door: steps, captions, interpretation.</p>",
                        "<p>En la página de cada evento se indica qué encontrará al llegar: escalones, subtítulos, "
                        "interpretación.</p>",
                    ),
                    (
                        '<p>Something in your way? Write to <a href="mailto:access@example.org">access@example.org</a> and '
                        "name the page.</p>",
                        '<p>¿Encontró un obstáculo? Escriba a <a href="mailto:access@example.org">access@example.org</a> y '
                        "díganos en qué página.</p>",
                    ),
                )
            ),
        )
    ],
}
