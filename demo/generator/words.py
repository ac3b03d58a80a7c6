"""What the sample coverage is put together from."""

PLACES = (
    "Sampleton", "Exampleville", "Port Example", "Mockfield", "Draft Creek", "Testhaven", "Lorem Falls", "Ipsum Bay",
    "Placeholder", "Fictional Springs", "Demo Heights", "Trial Harbor", "Prototype", "Specimen Hills", "Norwood Example",
    "East Sample", "West Sample", "Model City", "Blank Prairie", "Pattern Lake", "Invented Pines", "Figment", "Madeup",
    "Nowhere Junction", "Anytown", "Middle Example", "Villa Ejemplo", "Puerto Muestra", "San Ejemplo", "Río Prueba",
    "Santa Muestra", "Monte Modelo", "Campo Ficticio", "Las Pruebas", "El Borrador", "Nueva Muestra",
)  # fmt: skip

PAPERS = {
    "en": ("Herald", "Tribune", "Daily News", "Gazette", "Post", "Observer", "Record", "Journal", "Dispatch", "Courier",
           "Sentinel", "Register", "Public Radio", "Television", "Wire", "Weekly", "Mirror", "Star", "Monitor", "Bulletin"),
    "es": ("La Voz de {}", "El Diario de {}", "Noticias de {}", "Radio {}", "El Heraldo de {}", "La Prensa de {}",
           "El Semanario de {}", "Televisión de {}"),
}  # fmt: skip

HEADLINES = {
    "en": (
        "{place} council votes on {topic}",
        "What {topic} means for {place}",
        "Mayor of {place} defends {topic} in court",
        "Neighbors rally for {topic} in {place}",
        "Opinion: {place} should not retreat on {topic}",
        "Five questions about {topic}, answered",
        "State lawmakers take aim at {topic}",
        "How {place} became a test case for {topic}",
    ),
    "es": (
        "El concejo de {place} vota sobre {topic}",
        "Qué significa {topic} para {place}",
        "La alcaldía de {place} defiende {topic} ante la corte",
        "Vecinos marchan por {topic} en {place}",
        "Opinión: {place} no debe retroceder en {topic}",
        "Cinco preguntas sobre {topic}",
    ),
    "": ("{place}: {topic}", "{topic} – {place}"),
}

TOPICS = {
    "en": ("sanctuary policies", "the union contract", "city services", "the voting rights bill", "rent relief",
           "public schools", "the transit plan", "clean water", "immigration enforcement", "the library budget",
           "paid leave", "police oversight"),
    "es": ("las políticas de santuario", "el contrato sindical", "los servicios de la ciudad", "el derecho al voto",
           "la ayuda para el alquiler", "las escuelas públicas", "el plan de transporte", "el agua limpia",
           "la protección de inmigrantes", "la licencia pagada"),
    "zh": ("庇护政策", "工会合同", "公共服务", "投票权"),
    "ko": ("보호 도시 정책", "노조 계약", "공공 서비스"),
    "ar": ("سياسات الملاذ", "عقد النقابة", "خدمات المدينة"),
    "fr": ("la politique de sanctuaire", "la convention collective", "les services de la ville"),
    "vi": ("chính sách bảo vệ", "hợp đồng công đoàn"),
    "ru": ("политика убежища", "профсоюзный договор"),
}  # fmt: skip

GLOSSES = {
    "en": ("A report from the council chamber.", "Why the city stands by its neighbors.", "What changes, and when."),
    "es": ("Un informe desde el concejo.", "Por qué la ciudad apoya a sus vecinos.", "Qué cambia y cuándo."),
}

CAMPAIGNS = {
    "en": (
        "Stand with {}",
        "Fair Work in {}",
        "Homes for {}",
        "Clean Water for {}",
        "Every Vote in {}",
        "Schools of {}",
    ),
    "es": (
        "Con {}",
        "Trabajo justo en {}",
        "Vivienda para {}",
        "Agua limpia para {}",
        "Cada voto en {}",
        "Escuelas de {}",
    ),
}

FIRST_NAMES = ("Alex", "Bao", "Carmen", "Dana", "Elena", "Farid", "Grace", "Hyun", "Inés", "Jordan", "Kofi", "Lucía")
LAST_NAMES = ("Example", "Muestra", "Sample", "Ejemplo", "Model", "Prueba", "Draft", "Pattern")

#: How often coverage is in each language, in parts of a hundred.
LANGUAGES = {"en": 62, "es": 25, "zh": 4, "ko": 2, "fr": 2, "vi": 2, "ar": 2, "ru": 1}
KINDS = {"article": 78, "opinion": 12, "tv": 6, "radio": 4}
LINK_STATES = {"ok": 80, "moved": 6, "paywall": 7, "dead": 5, "unknown": 2}
