"""What the admin says after a change, until the next page shows it."""

from django.conf import settings
from django.contrib.messages.storage import cookie, fallback, session


class CookieStorage(cookie.CookieStorage):
    """Django's, in a cookie that browsers take from this host alone, where the site has HTTPS."""

    cookie_name = "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class Storage(fallback.FallbackStorage):
    storage_classes = (CookieStorage, session.SessionStorage)
