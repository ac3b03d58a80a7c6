"""Tells staff from visitors without giving visitors a cookie."""

from django.conf import settings
from django.http import HttpRequest

from site_project import request_context


def has_admin_access(request: HttpRequest) -> bool:
    """Does a signed-in member of staff ask? False for everyone else.

    Without a session cookie the answer is no and nothing is looked at: merely asking for `request.user` would make
    the response vary by cookie. With one, it is looked up once a request.
    """
    if not request.COOKIES.get(settings.SESSION_COOKIE_NAME, "").isalnum():  # no key of ours: not worth a query
        return False
    user = getattr(request, "user", None)
    if user is None:  # before the authentication middleware, or outside it
        return False
    context = request_context.of(request)
    if context.has_admin_access is None:
        context.has_admin_access = user.is_active and user.has_perm("wagtailadmin.access_admin")
    return context.has_admin_access
