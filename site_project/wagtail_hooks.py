"""What the shared parts add to Wagtail."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry

from site_project import file_rights
from site_project.admin import choosers, redirects
from site_project.documents import refuse_what_is_not_public
from site_project.rich_text import ReaderPageLinkHandler


@hooks.register("register_rich_text_features", order=10)
def use_our_page_links(features: FeatureRegistry) -> None:
    """Put our handler in place of Wagtail's for links to pages."""
    features.register_link_type(ReaderPageLinkHandler)


# Before Wagtail's own, which would show the password form of a private collection: that tells that there is something.
hooks.register("before_serve_document", refuse_what_is_not_public, order=-1)


@hooks.register("register_admin_urls", order=-1)
def guard_files() -> list[URLPattern]:
    """Put our question in front of Wagtail's views that change files."""
    return file_rights.guarded_urls()


@hooks.register("insert_global_admin_js")
def scripts() -> SafeString:
    """See `site_project.admin.inline_scripts` and `date_inputs`."""
    names = ("starters.js", "date_inputs.js")
    return format_html_join("\n", '<script src="{}"></script>', ((static(f"site_project/{name}"),) for name in names))


hooks.register("construct_page_chooser_queryset", choosers.visible_pages)
hooks.register("register_admin_urls", choosers.image_urls, order=-1)
hooks.register("construct_admin_api", choosers.register_files, order=1)
hooks.register("before_bulk_action", file_rights.before_bulk_action)
hooks.register("register_admin_urls", redirects.urls, order=-1)


@hooks.register("construct_help_menu")
def hide_news_of_wagtail(request: HttpRequest, items: list[MenuItem]) -> None:
    """They are in English, and so is the name of their entry: in the language of whoever opened the menu first."""
    items[:] = [item for item in items if not item.name.startswith("whats-new-in-wagtail")]
