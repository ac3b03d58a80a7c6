"""The demo's images by name, each with the alternative text that its page uses."""

from demo.content.text import T

IMAGE_ALTS: dict[str, T] = {
    "sanctuary-hero": T(
        "Poster: families and neighbors walk toward an open door that pours light into a city at night.",
        "Cartel: familias y vecinos caminan hacia una puerta abierta que ilumina una ciudad de noche.",
    ),
    "sanctuary-hall": T(
        "Drawing: a woman speaks before the seven members of a council while a full room listens.",
        "Dibujo: una mujer habla ante siete integrantes de un concejo y una sala llena la escucha.",
    ),
    "janus-hero": T(
        "Poster: in front of a courthouse, five hands raise a wrench, chalk, a stethoscope, a book and a broom.",
        "Cartel: frente a un tribunal, cinco manos levantan una llave inglesa, una tiza, un estetoscopio, un libro y una escoba.",
    ),
    "janus-workers": T(
        "Drawing: a nurse, a teacher, a sanitation worker and a librarian stand side by side.",
        "Dibujo: una enfermera, una maestra, un trabajador de limpieza y un bibliotecario, hombro con hombro.",
    ),
    "lp2018": T(
        "Drawing: people walk and ride bicycles over a river bridge in Minneapolis as the sun rises behind the towers.",
        "Dibujo: gente a pie y en bicicleta cruza un puente de Minneapolis mientras sale el sol detrás de los edificios.",
    ),
    "townhall": T(
        "Drawing: a circle of chairs under speech bubbles in two colors.",
        "Dibujo: un círculo de sillas bajo globos de diálogo de dos colores.",
    ),
    "training": T(
        "Drawing: six people in an online class on a laptop; one raises a hand.",
        "Dibujo: seis personas toman una clase en línea en una computadora; una levanta la mano.",
    ),
    "convening": T(
        "Drawing: a map of the United States with its cities joined by lines.",
        "Dibujo: un mapa de Estados Unidos con sus ciudades unidas por líneas.",
    ),
    "open-letter": T(
        "Drawing: a letter with many signatures looks out of a red envelope above a row of small houses.",
        "Dibujo: una carta con muchas firmas asoma de un sobre rojo sobre una fila de casitas.",
    ),
    "nobody-watches": T(
        "Drawing: a hand holds a phone; on its screen, a closed eye and two speech bubbles.",
        "Dibujo: una mano sostiene un teléfono; en la pantalla, un ojo cerrado y dos globos de diálogo.",
    ),
    "austin": T(
        "Drawing: bats fly over a bridge in Austin at dusk; behind it the sun goes down with a star in it.",
        "Dibujo: murciélagos vuelan sobre un puente de Austin al atardecer; detrás se pone un sol con una estrella.",
    ),
    "detroit": T(
        "Drawing: a crowd faces the towers of Detroit across the river; three people hold up a house, a scale and a fist.",
        "Dibujo: una multitud mira las torres de Detroit desde la otra orilla; tres carteles muestran una casa, una balanza y un puño.",
    ),
    "microphones": T(
        "Drawing: five microphones on a lectern in New York; two hands hold up a notebook and a phone.",
        "Dibujo: cinco micrófonos en un atril de Nueva York; dos manos alzan una libreta y un teléfono.",
    ),
    "social-sanctuary": T(
        "Card of the Seeking Sanctuary campaign.",
        "Imagen de la campaña En busca de santuario para redes sociales.",
    ),
    "social-janus": T(
        "Card of the campaign on the Janus decision.",
        "Imagen de la campaña sobre el fallo Janus para redes sociales.",
    ),
    "social-default": T(
        "Card of the Local Progress campaign site.",
        "Imagen del sitio de campañas de Local Progress para redes sociales.",
    ),
}
