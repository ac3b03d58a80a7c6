"""The admin screen of links: what became of the addresses of clippings, and what people say about them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from press.enums import LinkState
from press.link_checks.admin.actions import ACTIONS, ArchiveCopyForm, Button, act, buttons, report_change
from press.link_checks.models import Link, LinkCheck
from press.link_checks.overrides import use_archive_copy
from press.link_checks.querysets import Need, links_of, may_see, needing
from press.link_checks.reasons import NEW_ADDRESS, words
from press.models import Clipping
from site_project.pagination import BoundedPaginator
from site_project.text import parse_ids
from site_project.users.permissions import may

NAMESPACE = "press_links"
PER_PAGE = 50
#: Rows of history that are shown.
HISTORY = 50


class LinkPaginator(BoundedPaginator):
    """Longer lists are worked off from the top: counting them to the end would take longer than the page."""

    max_rows = 1000


class LinkScreen(WagtailAdminTemplateMixin):
    """A screen for those who may change clippings in some language."""

    header_icon = "link"
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Others have no permission."""
        if not may_see(request.user):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": reverse(f"{NAMESPACE}:index"), "label": _("Links")}]


class IndexView(LinkScreen, TemplateView):
    """The links that need something, in lists by what that is."""

    template_name = "press_link_checks/index.html"
    page_title = _("Links")

    @cached_property
    def need(self) -> Need:
        """The list that was asked for; the first one when it is none that we know."""
        asked = self.request.GET.get("need", "")
        return Need(asked) if asked in Need.values else Need.PERSON

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of one list."""
        links = needing(links_of(self.request.user), self.need)
        links = links.select_related("clipping__outlet", "decided_by")
        paginator = LinkPaginator(links, PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            need=self.need,
            needs=[(need, f"?need={need.value}") for need in Need],
            rows=[LinkRow(link) for link in page],
            page_obj=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            cut=paginator.has_more,
            buttons=_bulk_buttons(self.need),
            act_url=reverse(f"{NAMESPACE}:act"),
            here=self.request.get_full_path(),
            **kwargs,
        )


class LinkRow:
    """A link as a line of the list."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.clipping = link.clipping
        self.url = reverse(f"{NAMESPACE}:detail", args=[link.pk])
        self.state = state_label(link)
        self.reason = words(link.reason)
        self.new_address = link.final_url if link.state == LinkState.MOVED else ""


class DetailView(LinkScreen, TemplateView):
    """One link: what is known, its history, and everything that can be done about it."""

    template_name = "press_link_checks/detail.html"
    page_title = _("Link")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the link. What is not in the user's languages does not exist for them."""
        super().setup(request, *args, **kwargs)
        links = links_of(request.user).select_related("clipping__outlet", "clipping__locale", "decided_by")
        self.link = get_object_or_404(links, pk=kwargs["pk"])
        self.form = ArchiveCopyForm()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take over an archive copy that somebody has found."""
        self.form = ArchiveCopyForm(request.POST)
        if not self.form.is_valid():
            messages.error(request, gettext("The archive copy could not be saved due to errors."))
            return self.get(request, *args, **kwargs)
        change = use_archive_copy(self.link, self.form.cleaned_data["archive_url"], request.user)
        report_change(request, change)
        return redirect(request.path)

    def get_page_subtitle(self) -> str:
        """The headline, verbatim."""
        return self.link.clipping.headline

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The list, and then this."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.link.clipping.headline}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to the clipping."""
        clipping = self.link.clipping
        if not may(self.request.user, "change", clipping):
            return []
        url = reverse(Clipping.snippet_viewset.get_url_name("edit"), args=[clipping.pk])
        return [HeaderButton(label=_("Edit the clipping"), url=url, icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything about the link, with a bounded number of queries."""
        link = self.link
        return super().get_context_data(
            link=link,
            clipping=link.clipping,
            state=state_label(link),
            reason=words(link.reason),
            history=[
                (check, state_label(check), words(check.reason))
                for check in link.checks.select_related("decided_by")[:HISTORY]
            ],
            buttons=buttons(link),
            form=self.form,
            act_url=reverse(f"{NAMESPACE}:act"),
            here=self.request.path,
            **kwargs,
        )


class ActView(LinkScreen, View):
    """Does something about the links that were ticked. Only by POST."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Do it to those that the user may act on, and say what came of it."""
        back = get_valid_next_url_from_request(request) or reverse(f"{NAMESPACE}:index")
        action = request.POST.get("do", "")
        if action not in ACTIONS:
            messages.error(request, gettext("Choose what to do."))
            return redirect(back)
        asked = set(parse_ids(request.POST.getlist("link")))
        links = list(links_of(request.user).filter(pk__in=sorted(asked)[:PER_PAGE]).select_related("clipping__locale"))
        if links:
            act(request, action, links)
        elif asked:
            messages.error(request, gettext("These links have changed meanwhile, or belong to somebody else."))
        else:
            messages.warning(request, gettext("Tick the links that you mean first."))
        return redirect(back)


def state_label(found: Link | LinkCheck) -> str:
    """A state in words: of a link, or of its history. An unknown one may have been checked."""
    if found.state == LinkState.UNKNOWN and found.checked_at and found.reason != NEW_ADDRESS:
        return pgettext("state of a link", "not known")
    return str(found.get_state_display())


def _bulk_buttons(need: Need) -> list[Button]:
    """What makes sense for all links of a list. Where all are ticked from the start, nothing that is said in haste."""
    codes = ["take", "check"] if need == Need.MOVED else [code for code in ACTIONS if code not in {"take", need.value}]
    return [ACTIONS[code] for code in codes]


class LinksMenuItem(MenuItem):
    """Shown to those who may change clippings."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user is one of them."""
        return may_see(request.user)


class LinkViewSet(ViewSet):
    """The screens and their place in the menu."""

    name = NAMESPACE
    url_prefix = "press/links"
    icon = "link"
    menu_label = _("Links")
    menu_item_class = LinksMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """The first one is where the menu leads."""
        return [
            path("", IndexView.as_view(), name="index"),
            path("act/", ActView.as_view(), name="act"),
            path("<int:pk>/", DetailView.as_view(), name="detail"),
        ]
