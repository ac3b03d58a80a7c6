"""The admin screens of links: their state, and what people decide about them."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from press.link_checks.admin.actions import ACTIONS, ArchiveCopyForm, Button, act, buttons, report_changes
from press.link_checks.enums import Need
from press.link_checks.models import Link
from press.link_checks.overrides import change_clipping
from press.models import Clipping
from site_project.admin.columns import TemplateColumn
from site_project.pagination import BoundedPaginator
from site_project.text import parse_ids
from site_project.users.permissions import LocalePermissionPolicy, may

NAMESPACE = "press_links"
#: Links of a list, and links that one action is about.
PER_PAGE = 50
#: Rows of history that are shown.
HISTORY = 50


class LinkPaginator(BoundedPaginator):
    """Staff work from the top of longer lists: counting them to the end would take longer than the page."""

    max_rows = 1000


class LinkScreen(generic.PermissionCheckedMixin):
    """A screen for those who may change clippings in some language."""

    permission_policy = LocalePermissionPolicy(Clipping)
    any_permission_required = ["change"]
    header_icon = "link"


class IndexView(LinkScreen, generic.IndexView):
    """The links that need something, in lists by what that is."""

    model = Link
    template_name = "press_link_checks/index.html"
    page_title = _("Links")
    index_url_name = f"{NAMESPACE}:index"
    no_results_message = _("There is nothing in this list.")
    paginator_class = LinkPaginator
    paginate_by = PER_PAGE
    columns = [
        TemplateColumn("tick", "press_link_checks/tick_cell.html", label=_("Tick"), width="5%"),
        TemplateColumn("clipping", "press_link_checks/clipping_cell.html", label=_("Clipping")),
        TemplateColumn("state", "press_link_checks/state_cell.html", label=_("Link")),
        DateColumn("since", label=_("Since")),
        DateColumn("checked_at", label=_("Last check")),
    ]

    @cached_property
    def need(self) -> Need:
        """The chosen list; the first one for anything unknown."""
        chosen = self.request.GET.get("need", "")
        return Need(chosen) if chosen in Need.values else Need.PERSON

    def get_base_queryset(self) -> Any:
        links = Link.objects.editable_by(self.request.user).needing(self.need)
        return links.select_related("clipping__outlet")

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "need": self.need,
            "needs": Need,
            "buttons": _bulk_buttons(self.need),
            "act_url": reverse(f"{NAMESPACE}:act"),
            "here": self.request.get_full_path(),
        }


class DetailView(LinkScreen, generic.WagtailAdminTemplateMixin, TemplateView):
    """One link: its state and history, and everything that can be done about it."""

    template_name = "press_link_checks/detail.html"
    page_title = _("Link")

    @cached_property
    def link(self) -> Link:
        """Links out of the user's languages do not exist for them."""
        links = Link.objects.editable_by(self.request.user)
        links = links.select_related("clipping__outlet", "clipping__locale", "decided_by")
        return get_object_or_404(links, pk=self.kwargs["pk"])

    form = ArchiveCopyForm()

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Take over an archive copy that somebody has found."""
        self.form = ArchiveCopyForm(request.POST)
        if not self.form.is_valid():
            messages.error(request, gettext("The archive copy could not be saved due to errors."))
            return self.get(request, *args, **kwargs)
        report_changes(request, [change_clipping(self.link, request.user, **self.form.cleaned_data)])
        return redirect(request.path)

    def get_page_subtitle(self) -> str:
        return self.link.clipping.headline

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.link.clipping.headline}
        return [*self.breadcrumbs_items, {"url": reverse(f"{NAMESPACE}:index"), "label": _("Links")}, here]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        clipping = self.link.clipping
        if not may(self.request.user, "change", clipping):
            return []
        url = reverse(Clipping.snippet_viewset.get_url_name("edit"), args=[clipping.pk])
        return [HeaderButton(label=_("Edit the clipping"), url=url, icon_name="edit")]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            link=self.link,
            clipping=self.link.clipping,
            history=self.link.checks.select_related("decided_by")[:HISTORY],
            buttons=buttons(self.link),
            form=self.form,
            act_url=reverse(f"{NAMESPACE}:act"),
            here=self.request.path,
            **kwargs,
        )


class ActView(LinkScreen, View):
    """Does something about the links that were ticked."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        back = get_valid_next_url_from_request(request) or reverse(f"{NAMESPACE}:index")
        action = request.POST.get("do", "")
        if action not in ACTIONS:
            messages.error(request, gettext("Choose what to do."))
            return HttpResponseRedirect(back)
        ticked = set(parse_ids(request.POST.getlist("link")))
        links = Link.objects.editable_by(request.user).filter(pk__in=sorted(ticked)[:PER_PAGE])
        if found := list(links.select_related("clipping__locale")):
            act(request, action, found)
        elif ticked:
            messages.error(request, gettext("These links have changed meanwhile, or belong to somebody else."))
        else:
            messages.warning(request, gettext("Tick the links that you mean first."))
        return HttpResponseRedirect(back)


def _bulk_buttons(need: Need) -> list[Button]:
    """What makes sense for all links of a list. Where all are ticked from the start, no decision is offered."""
    codes = ["take", "check"] if need == Need.MOVED else [code for code in ACTIONS if code not in {"take", need.value}]
    return [ACTIONS[code] for code in codes]


class LinksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return LinkScreen.permission_policy.user_has_permission(request.user, "change")


class LinkViewSet(ViewSet):
    """The screens and their place in the menu.

    No snippet: a link is neither added, edited nor deleted, and the lists tick rows from the start and act at once,
    which Wagtail's bulk actions cannot.
    """

    name = NAMESPACE
    url_prefix = "press/links"
    icon = "link"
    menu_label = _("Links")
    menu_item_class = LinksMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", IndexView.as_view(), name="index"),
            path("act/", ActView.as_view(), name="act"),
            path("<int:pk>/", DetailView.as_view(), name="detail"),
        ]
