"""Admin screens of watched feeds."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.snippets.views.snippets import IndexView

from press.fetching.problems import message
from press.fetching.url_validation import validate_fetchable
from press.imports.permissions import may_add
from press.watched_feeds import tasks
from press.watched_feeds.models import WatchedFeed
from site_project.admin.bulk_actions import BulkActionsAllowed
from site_project.admin.snippets import SiteSnippetViewSet

#: After this many failures in a row the list says so: somebody has to look whether the feed is still there.
MANY_FAILURES = 10


class WatchedFeedForm(WagtailAdminModelForm):
    """A feed, whose address is one that the site may ask."""

    def clean_url(self) -> str:
        """Whether it leads to a feed shows when it is read; what may never be asked is refused at once."""
        url: str = self.cleaned_data["url"]
        validate_fetchable(url)
        return url

    def save(self, commit: bool = True) -> Any:
        """A new address or other words start over: "not modified" would hide entries that match now."""
        if {"url", "words"} & set(self.changed_data):
            feed = self.instance
            feed.etag = feed.last_modified = feed.error = ""
            feed.failures = 0
            feed.next_read_at = timezone.now()
        return super().save(commit)


def problem_of(feed: WatchedFeed) -> str:
    """What is wrong with a feed, in words; empty when it could be read."""
    if not feed.error:
        return "" if feed.active else gettext("It is not read regularly.")
    text = str(message(feed.error))
    if feed.failures < MANY_FAILURES:
        return text
    often = ngettext("The last try failed.", "The last %(count)s tries failed.", feed.failures)
    return f"{often % {'count': feed.failures}} {text}"


class WaitingColumn(Column):
    cell_template_name = "press_watched_feeds/waiting_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user = context["request"].user
        if instance.waiting and may_add(user):
            context["url"] = reverse("press_imports:review", args=[instance.proposals_id])
        text = ngettext("%(count)s proposal", "%(count)s proposals", instance.waiting)
        context["label"] = text % {"count": instance.waiting} if instance.waiting else gettext("none")
        return context


class ReadNowColumn(BaseColumn):
    cell_template_name = "press_watched_feeds/read_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Tables are rendered without the context of the page, and so without its token."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        viewset = WatchedFeed.snippet_viewset  # type: ignore[attr-defined]
        url = reverse(viewset.get_url_name("read"), args=[instance.pk])
        return {**context, "url": url, "csrf_token": get_token(context["request"])}


class WatchedFeedIndexView(BulkActionsAllowed, IndexView):
    """The list of feeds."""


class WatchedFeedViewSet(SiteSnippetViewSet):
    model = WatchedFeed
    index_view_class = WatchedFeedIndexView
    icon = "resubmit"
    menu_label = _("Watched feeds")
    list_display = [
        "title",
        DateColumn("read_at", label=_("Last read")),
        Column("problem", label=_("Problem"), accessor=problem_of),
        WaitingColumn("waiting", label=_("Proposals")),
        ReadNowColumn("read_now", label=_("Read now")),
    ]
    list_per_page = 50
    ordering = ["title", "pk"]
    edit_handler = ObjectList(WatchedFeed.panels, base_form_class=WatchedFeedForm)

    def get_queryset(self, request: HttpRequest) -> QuerySet[WatchedFeed]:
        return WatchedFeed.objects.with_waiting()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("read/<int:pk>/", require_POST(self.read_now), name="read")]

    def read_now(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.permission_policy.user_has_any_permission(request.user, {"add", "change"}):
            raise PermissionDenied
        feed = get_object_or_404(WatchedFeed, pk=pk)
        tasks.read_now.enqueue(feed.pk)
        text = gettext("“%(feed)s” is being read. Reload the page in a moment to see what came of it.")
        messages.success(request, text % {"feed": feed.title})
        return redirect(reverse(self.get_url_name("list")))
