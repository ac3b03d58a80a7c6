"""The screen on which translators do fifty glosses at once."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PaginatorPage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Locale

from press.glosses.entries import Entry, Outcome
from press.glosses.filters import GlossFilterForm, Tab
from press.glosses.rows import load_rows
from press.glosses.save import save
from press.glosses.status import translatable, with_states
from press.models import Clipping
from site_project.i18n.language_choices import language_name
from site_project.i18n.translations import native_name
from site_project.text import parse_ids
from site_project.users.permissions import LocalePermissionPolicy, locales_of

PER_PAGE = 50
#: Nobody is shown more; what is sent beyond is not looked at.
MAX_ROWS_SENT = 2 * PER_PAGE


class GlossesView(WagtailAdminTemplateMixin, View):
    """Clippings with a text of ours, each beside its translation into one of the user's own languages."""

    page_title = _("Glosses")
    header_icon = "wagtail-localize-language"
    template_name = "press_glosses/index.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.policy = LocalePermissionPolicy(Clipping)
        if not self.policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.rows_page)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Save what changed. Rows that could not be saved come back with everything that was typed."""
        publish = self.may_publish and request.POST.get("action") != "draft"
        entries = self._entries(request)
        outcomes = [save(entry, self.locale, request.user, publish=publish) for entry in entries]
        self._report(outcomes, publish=publish)
        if any(outcome.needs_attention for outcome in outcomes):
            return self.show(None, outcomes)
        return HttpResponseRedirect(request.get_full_path())

    def show(self, rows_page: PaginatorPage[int] | None, outcomes: Sequence[Outcome] = ()) -> HttpResponse:
        """Render a page of the list, or the rows that `outcomes` are about."""
        pks = [outcome.entry.pk for outcome in outcomes] if rows_page is None else list(rows_page)
        citations = Clipping.objects.published().exclude(locale=self.locale)
        found = citations.select_related("outlet", "locale").in_bulk(pks)
        rows = load_rows([found[pk] for pk in pks if pk in found], self.locale, self.request.user)
        by_pk = {outcome.entry.pk: outcome for outcome in outcomes}
        for row in rows:
            row.show(by_pk.get(row.clipping.pk))
        context = self.get_context_data(
            rows=rows,
            lost=[outcome for outcome in outcomes if outcome.needs_attention and outcome.entry.pk not in found],
            problems=[row for row in rows if row.outcome and row.outcome.needs_attention],
            rows_page=rows_page,
            is_list=rows_page is not None,
            can_save=any(row.is_open for row in rows),
        )
        return self.render_to_response(context)

    def _entries(self, request: HttpRequest) -> list[Entry]:
        sent = list(dict.fromkeys(parse_ids(request.POST.getlist("row"))))[:MAX_ROWS_SENT]
        return [Entry.from_post(pk, request.POST) for pk in sent]

    def _report(self, outcomes: Sequence[Outcome], *, publish: bool) -> None:
        saved = sum(outcome.is_saved for outcome in outcomes)
        if saved and publish:
            text = ngettext(
                "The translation of %(count)s clipping is published.",
                "The translations of %(count)s clippings are published.",
                saved,
            )
            messages.success(self.request, text % {"count": saved})
        elif saved:
            text = ngettext(
                "The translation of %(count)s clipping is saved as a draft.",
                "The translations of %(count)s clippings are saved as drafts.",
                saved,
            )
            messages.success(self.request, text % {"count": saved})
        elif not any(outcome.needs_attention for outcome in outcomes):
            messages.info(self.request, _("Nothing was changed, so nothing was saved."))
        if waiting := sum(outcome.needs_attention for outcome in outcomes):
            text = ngettext(
                "%(count)s clipping could not be saved: see below. Nothing that you typed is lost.",
                "%(count)s clippings could not be saved: see below. Nothing that you typed is lost.",
                waiting,
            )
            messages.error(self.request, text % {"count": waiting})

    @cached_property
    def locales(self) -> list[Locale]:
        """The user's own languages; the site's default one, into which the least is translated, last."""
        default = Locale.get_default()
        return sorted(locales_of(self.request.user), key=lambda locale: (locale == default, locale.language_code))

    @cached_property
    def locale(self) -> Locale:
        """The language that is translated into.

        Raises:
            PermissionDenied: it is not one of the user's own.
        """
        code = self.request.GET.get("locale", "")
        found = [locale for locale in self.locales if locale.language_code == code or not code]
        if not found:
            raise PermissionDenied
        return found[0]

    @property
    def languages(self) -> list[dict[str, Any]]:
        """The switch between the user's own languages, each under its own name."""
        return [
            {
                "code": locale.language_code,
                "native_name": native_name(locale.language_code),
                "url": self.filters.url(locale=locale.language_code),
                "is_current": locale == self.locale,
            }
            for locale in self.locales
        ]

    @cached_property
    def may_publish(self) -> bool:
        return bool(self.policy.user_has_permission(self.request.user, "publish"))

    @cached_property
    def filters(self) -> GlossFilterForm:
        return GlossFilterForm(self.request.GET)

    @cached_property
    def tabs(self) -> list[Tab]:
        """The tabs, each with the clippings in it."""
        return self.filters.tabs(with_states(self.filters.filtered(translatable(self.locale))))

    @cached_property
    def rows_page(self) -> PaginatorPage[int]:
        """The page of the list that the address names, or the nearest."""
        current = next(tab for tab in self.tabs if tab.is_current)
        return WagtailPaginator(current.pks, PER_PAGE).get_page(self.request.GET.get("p"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows_page = kwargs["rows_page"]
        pages = rows_page.paginator.get_elided_page_range(rows_page.number) if rows_page is not None else []
        context |= {
            "locale": self.locale,
            "languages": self.languages,
            "language_name": language_name(self.locale.language_code),
            "target_language": capfirst(language_name(self.locale.language_code)),
            "filters": self.filters,
            "all_url": self.filters.url(campaign="", q=""),
            "tabs": self.tabs,
            "may_publish": self.may_publish,
            "elided_page_range": pages,
            "list_url": reverse("glosses:index"),
        }
        return context


class GlossesMenuItem(MenuItem):
    """Only for those who may translate clippings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return LocalePermissionPolicy(Clipping).user_has_permission(request.user, "change")


class GlossesViewSet(ViewSet):
    name = "glosses"
    url_prefix = "press/glosses"
    icon = "wagtail-localize-language"
    menu_label = _("Glosses")
    menu_item_class = GlossesMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", GlossesView.as_view(), name="index")]
