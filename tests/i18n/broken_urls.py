"""The site's addresses, and three that fail."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import path

from site_project.urls import handler400, handler404, handler500
from site_project.urls import urlpatterns as working

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]


def fails_with(error):
    def view(request):
        raise error("on purpose")

    return view


urlpatterns = [
    path("odd/", fails_with(SuspiciousOperation)),
    path("forbidden/", fails_with(PermissionDenied)),
    path("broken/", fails_with(RuntimeError)),
    *working,
]
