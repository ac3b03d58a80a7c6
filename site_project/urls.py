"""The site's addresses.

What belongs to no language comes first; below the language prefix are the search and all pages.
"""

from typing import Any

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from site_project import views
from site_project.admin import choosers, reports
from site_project.admin.bulk_actions import bulk_action
from site_project.documents import serve_document
from site_project.media import serve_media
from site_project.page_cache.rendering import kept
from site_project.privacy import privacy
from site_project.routing import serve
from site_project.second_factor import urls as second_factor_urls
from site_project.second_factor.views import PageLoginView
from site_project.seo.sitemap import Sitemap
from site_project.users.views import PasswordResetView, SiteAccountView, open_collection, open_page

handler400 = views.bad_request
handler404 = settings.SITE_NOT_FOUND
handler500 = views.server_error


def search(request: object) -> Any:
    """The search view, from the app that knows what can be found."""
    return import_string(settings.SITE_SEARCH)(request)


def style_guide(request: object) -> Any:
    """The staff's page of everything that pages are made of, from the app that knows all blocks."""
    return import_string(settings.SITE_STYLE_GUIDE)(request)


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.language_redirect, name="language_redirect"),
    path("admin/login/", include(second_factor_urls)),
    path("admin/account/", never_cache(require_admin_access(SiteAccountView.as_view()))),
    path(
        "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/",
        never_cache(require_admin_access(bulk_action)),
    ),
    path("admin/password_reset/", never_cache(PasswordResetView.as_view())),
    path("admin/", include(choosers.urlpatterns())),
    path("admin/", include(reports.urlpatterns())),
    path("admin/", include(wagtailadmin_urls)),
    # In front of Wagtail's own views at the same addresses.
    re_path(r"^documents/(\d+)/(.*)$", serve_document),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        open_collection,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", kept("p")(sitemap), {"sitemaps": {"pages": Sitemap}}, name="sitemap"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("styleguide/", style_guide, name="style_guide"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}site/favicon.svg"), name="favicon"),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve_media, name="media"))

urlpatterns += i18n_patterns(
    path(pgettext_lazy("address", "search/"), search, name="search"),
    path(pgettext_lazy("address", "what-we-keep/"), privacy, name="privacy"),
    # Feeds, calendars and tables of a page have names with a full stop, which Wagtail's own pattern lets not through.
    re_path(r"^(?P<path>(?:[\w\-]+/)*[\w\-]+\.(?:csv|ics|xml))$", serve, name="page_file"),
    # Private pages: their password and sign-in. First, since the pattern of pages would match their addresses too.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        open_page,
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", PageLoginView.as_view(), name="wagtailcore_login"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
    prefix_default_language=True,
)
