"""What frames every page: the menu, the footer and the organization's settings."""

from typing import Any

from demo.content.text import R, T

NAVIGATION: dict[str, Any] = {
    "key": "main-menu",
    "items": [
        {"label": T("Campaigns", "Campañas"), "page": "page:campaigns"},
        {"label": T("Events", "Eventos"), "page": "page:events"},
        {"label": T("News", "Noticias"), "page": "page:news"},
        {"label": T("Press", "Prensa"), "page": "page:press"},
        {"label": T("Your rights", "Sus derechos"), "page": "page:know-your-rights"},
        {"label": T("About us", "Quiénes somos"), "page": "page:about"},
    ],
}

FOOTER: dict[str, Any] = {
    "key": "footer",
    "about": R(
        (
            (
                "<p>Local Progress is a national network of progressive local elected officials.</p>",
                "<p>Local Progress es una red nacional de autoridades locales electas de ideas progresistas.</p>",
            ),
        )
    ),
    "links": [
        {"label": T("Contact", "Contacto"), "page": "page:contact"},
        {"label": T("Privacy", "Privacidad"), "page": "page:privacy"},
        {"label": T("Accessibility", "Accesibilidad"), "page": "page:accessibility"},
    ],
    "note": T(
        "This is a demonstration. Endorsers, upcoming events, phone numbers and email addresses are invented.",
        "Este sitio es una demostración. Los respaldos, los próximos eventos, los teléfonos y los correos son inventados.",
    ),
}

# Settings are not translated: only names, numbers and addresses belong here.
ORGANIZATION: dict[str, Any] = {
    "name": "Local Progress",
    "social_image": "image:social-default",
    "press_contact_name": "Elena Muestra",
    "press_contact_email": "press@example.org",
    "press_contact_phone": "212-555-0147",
    "security_email": "security@example.org",
    "follow_links": [
        {"platform": "bluesky", "url": "https://example.org/bluesky"},
        {"platform": "facebook", "url": "https://example.org/facebook"},
        {"platform": "instagram", "url": "https://example.org/instagram"},
        {"platform": "whatsapp", "url": "https://example.org/whatsapp"},
        {"platform": "youtube", "url": "https://example.org/youtube"},
    ],
}
