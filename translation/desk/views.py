"""The desk: what waits for translators, the worst first."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet

from site_project.admin.columns import TemplateColumn
from site_project.models import Campaign
from site_project.text import parse_ids
from site_project.users.permissions import locale_ids_of
from translation.desk.actions import may_work_on, start
from translation.desk.enums import Action
from translation.desk.filters import DeskFilterSet
from translation.desk.querysets import TaskQuerySet, Totals
from translation.desk.rows import rows_for
from translation.models import Published

NAMESPACE = "translation_desk"
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Parcel:
    """A campaign with something to translate: its hub, its events and its news."""

    name: str
    totals: Totals
    url: str


class IndexView(generic.IndexView):
    """The tasks. Whoever may enter the admin may look."""

    model = Published
    template_name = "translation/desk/index.html"
    results_template_name = "translation/desk/index_results.html"
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = DeskFilterSet
    is_searchable = True
    search_fields = ["translation__source__object_repr"]
    paginate_by = PER_PAGE
    default_ordering = None
    columns = [
        TemplateColumn("title", "translation/desk/title_cell.html", label=_("Original"), classname="title"),
        Column("language", label=_("Into"), accessor=lambda row: capfirst(row.language)),
        TemplateColumn("state", "translation/desk/state_cell.html", label=pgettext_lazy("of a translation", "State")),
        NumberColumn("words", label=_("Words"), accessor="task.words"),
        DateColumn("since", label=_("Since"), accessor="task.since"),
        TemplateColumn("person", "translation/desk/person_cell.html", label=_("Who has it")),
        TemplateColumn("work", "translation/desk/work_cell.html", label=_("Translate")),
    ]

    def get_base_queryset(self) -> TaskQuerySet:
        return Published.objects.tasks()

    def order_queryset(self, queryset: TaskQuerySet) -> TaskQuerySet:
        return queryset

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(rows_for(self.request.user, object_list, self.campaigns))

    @cached_property
    def campaigns(self) -> dict[int, str]:
        """The names of all campaigns, by primary key."""
        return {campaign.pk: campaign.label for campaign in Campaign.objects.named()}

    @cached_property
    def campaign(self) -> int | None:
        """The primary key of the campaign that the list is narrowed to."""
        chosen = parse_ids([self.request.GET.get("campaign", "")])
        return chosen[0] if chosen and chosen[0] in self.campaigns else None

    @property
    def parcels(self) -> list[Parcel]:
        """The campaigns with something to do in the languages that are shown, the largest first."""
        language = self.filters.form.cleaned_data.get("language", "")
        query = {"language": language} if language else {}
        found = self.filters.filters["language"].filter(Published.objects.tasks(), language).totals_by_campaign()
        return [
            Parcel(self.campaigns[pk], totals, f"{self.index_url}?{urlencode({'campaign': pk, **query})}")
            for pk, totals in sorted(found.items(), key=lambda item: -item[1].words)
            if pk in self.campaigns
        ]

    @cached_property
    def no_results_message(self) -> str:
        narrowed = set(self.filters.form.changed_data) - {"campaign", "language"}
        if self.is_searching or narrowed:
            return gettext("Nothing matches.")
        return gettext("Everything is translated.")

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = context["paginator"].object_list
        return context | {
            "totals": found.totals(),
            "campaign": self.campaign,
            "campaign_name": self.campaigns.get(self.campaign or 0, ""),
            "parcels": [] if self.campaign else self.parcels,
            "can_start": self.campaign and found.startable_by(locale_ids_of(self.request.user)).exists(),
            "act_url": reverse(f"{NAMESPACE}:act"),
            "here": self.request.get_full_path().replace(self.index_results_url, self.index_url),
        }


class ActView(View):
    """Starts, takes and releases tasks. Each button sends its name, and as its value what it is about."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        back = get_valid_next_url_from_request(request) or reverse(f"{NAMESPACE}:index")
        action = next((action for action in Action if action in request.POST), None)
        wanted = parse_ids([request.POST.get(action, "")]) if action else []
        if action is None or not wanted:
            messages.error(request, gettext("Choose what to do."))
            return HttpResponseRedirect(back)
        if action is Action.START_CAMPAIGN:
            tasks = Published.objects.tasks().startable_by(locale_ids_of(request.user)).in_campaign(wanted[0])
        else:
            tasks = Published.objects.tasks().filter(pk=wanted[0])
        own = [task for task in tasks if may_work_on(request.user, task)]
        if not own:
            messages.error(request, gettext("There is nothing here that you may translate. It may be done by now."))
            return HttpResponseRedirect(back)
        return self.act(action, own, back)

    def act(self, action: Action, tasks: list[Published], back: str) -> HttpResponseBase:
        user: Any = self.request.user
        rows = Published.objects.filter(pk__in=[task.pk for task in tasks])
        if action is Action.TAKE:
            rows.update(assignee=user)
        elif action is Action.RELEASE:
            rows.filter(assignee=user).update(assignee=None)
        else:
            started = start(tasks, user)
            if action is Action.START and started:
                return HttpResponseRedirect(AdminURLFinder(user).get_edit_url(started[0]) or back)
            text = ngettext(
                "%(count)d translation is started. It is a draft, and yours.",
                "%(count)d translations are started. They are drafts, and yours.",
                len(started),
            )
            messages.success(self.request, text % {"count": len(started)})
        return HttpResponseRedirect(back)


class DeskViewSet(ViewSet):
    name = NAMESPACE
    url_prefix = "translations"
    icon = "wagtail-localize-language"
    menu_label = _("Translations")
    menu_order = 250
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", IndexView.as_view(), name="index"),
            path("results/", IndexView.as_view(results_only=True), name="index_results"),
            path("act/", ActView.as_view(), name="act"),
        ]
