"""The screen on which an import is reviewed, corrected and filed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.widgets.button import Button, HeaderButton

from press.enums import DateOrder
from press.imports import fetch_rows, tasks
from press.imports.admin.base import OneImportView, home_of, url_of
from press.imports.admin.reports import error_of, filed_rows, report_filed
from press.imports.admin.rows import ReviewChoices, RowForm, apply_edits
from press.imports.admin.state import DUPLICATES, TABS, counts, file_label, progress_of, rows_of, tabs
from press.imports.create_clippings import CreateClippings
from press.imports.create_import import from_proposals
from press.imports.enrichment import enrich
from press.imports.enums import ImportState, RowState
from press.imports.jobs import BulkEdit, ConfirmDates, MarkCampaignsToo, MarkNewOutlets
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import may_publish, may_undo
from press.imports.querysets import ImportRowQuerySet
from press.imports.validators import revalidate
from press.models import Outlet
from site_project.text import parse_id, parse_ids

PER_PAGE = 50
#: What the buttons that file send.
FILING = ("file", "file_publish")


class ReviewView(OneImportView):
    """The rows of an import, each of them a form; saved and filed together."""

    template_name = "press_imports/review.html"
    seen: dict[str, Any]

    def get_page_title(self) -> str:
        return gettext("Proposals") if self.press_import.is_proposals else gettext("Review")

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.press_import.title}]

    @cached_property
    def tab(self) -> str:
        asked = self.request.GET.get("rows", "all")
        return asked if asked in TABS else "all"

    @cached_property
    def choices(self) -> ReviewChoices:
        return ReviewChoices(self.press_import, self.request.user)

    # --- What is shown ---

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if self.press_import.state == ImportState.MAPPING:
            return redirect(home_of(self.press_import))
        if self.press_import.is_working:
            self.template_name = "press_imports/progress.html"
            poll_url = url_of("state", self.press_import.pk)
            return self.render_to_response(
                self.get_context_data(progress=progress_of(self.press_import), poll_url=poll_url)
            )
        return self.show()

    def show(self, refused: Sequence[int] = ()) -> HttpResponse:
        """The screen; only with the `refused` rows, as they were sent, when there are any."""
        rows = self.press_import.rows.filter(pk__in=refused) if refused else rows_of(self.press_import, self.tab)
        rows = rows.select_related("outlet", "duplicate_of__outlet", "duplicate_row", "clipping__outlet")
        rows = rows.prefetch_related("duplicate_of__campaign_links")
        shown_at = timezone.now()
        page = WagtailPaginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        sent = self.request.POST if refused else None
        forms = [RowForm(row, self.choices, sent) for row in page.object_list]
        rows = self.press_import.rows.all()
        found = counts(self.press_import)
        publishes = may_publish(self.request.user, self.press_import)
        context = self.get_context_data(
            forms=forms,
            shown_at=shown_at.isoformat(),
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            tabs=tabs(self.press_import, found, self.tab),
            counts=found,
            choices=self.choices,
            known_outlets=sorted({form.row.outlet.name for form in forms if form.row.outlet}),
            publishes=publishes,
            file_label=file_label(found["ready"]),
            publish_label=file_label(found["ready"], publish=True),
            drafts=rows.drafts().count() if found["filed"] else 0,
            undoable=bool(found["filed"]) and may_undo(self.request.user, self.press_import),
            undecided=found["attention"] and rows.undecided_dates().exists(),
            for_another_campaign=found["duplicates"] and rows.for_another_campaign().count(),
            unknown=found["attention"] and self.choices.new_outlets and rows.unknown_outlets().exists(),
            worth_reading=found["attention"] and rows.worth_fetching().exists(),
            fetching=[form.row.pk for form in forms if form.row.state == RowState.FETCHING],
            error=error_of(self.press_import),
            poll_url=url_of("state", self.press_import.pk),
            outlets_url=url_of("outlets"),
        )
        return self.render_to_response(context)

    def get_header_buttons(self) -> list[Button]:
        return [HeaderButton(gettext("Add coverage"), url=url_of("add"), icon_name="plus")]

    # --- What is done ---

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if self.press_import.state == ImportState.MAPPING:
            return redirect(home_of(self.press_import))
        refused, saved = self.save_rows()
        if refused:
            messages.error(request, _("Some rows could not be saved: see below. All others are saved."))
            return self.show(refused)
        action = request.POST.get("action", "")
        if "fetch" in request.POST:
            return self.read_addresses(self.posted_rows().filter(pk__in=parse_ids([request.POST["fetch"]])))
        if "pick" in request.POST:
            return self.back(request.POST["pick"].partition(":")[0])
        doing = {
            "file": self.file,
            "file_publish": self.file,
            "fetch_all": self.read_addresses,
            "dismiss": self.dismiss,
            "new_outlets": self.mark_outlets_as_new,
            "skip_duplicates": self.skip_duplicates,
            "campaigns_too": self.mark_campaigns_too,
            DateOrder.MONTH_FIRST: self.confirm_dates,
            DateOrder.DAY_FIRST: self.confirm_dates,
        }.get(action)
        if doing:
            return doing()
        if saved:
            messages.success(request, _("Saved."))
        return self.back()

    def posted_rows(self) -> ImportRowQuerySet:
        """The rows of the screen that was sent, as far as they are this import's and not filed."""
        keys = parse_ids(self.request.POST.getlist("row"))[: 2 * PER_PAGE]
        return self.press_import.rows.filter(pk__in=keys).exclude(state=RowState.FILED)

    def save_rows(self) -> tuple[list[int], int]:
        """Save what was changed on the screen; the rows with something that could not be saved, and how many were."""
        with transaction.atomic():
            # Filing takes rows under the same lock: what is saved here is either filed so, or was filed before.
            PressImport.objects.lock(self.press_import.pk)
            picked = self.picked()
            filing = self.request.POST.get("action") in FILING
            changed, refused, held, typed_in = [], [], set(), {}
            rows = list(self.posted_rows().select_related("outlet", "duplicate_of", "duplicate_row"))
            for row in rows:
                form = RowForm(row, self.choices, self.request.POST)
                if self.request.POST.get(f"seen-{row.pk}", form.fingerprint) != form.fingerprint:
                    held.add(row.pk)
                if not form.is_valid() and form.has_changed():
                    refused.append(row.pk)
                typed = {**form.typed, **({"outlet": picked[row.pk]} if row.pk in picked else {})}
                if typed and filing:
                    # Nobody would see what is guessed now: the language on the screen is filed.
                    typed.setdefault("language", row.language)
                if typed:
                    apply_edits(row, typed)
                    changed.append(row)
                    typed_in[row.pk] = _facts(row)
            # Rows whose address is being read are enriched only once it is.
            others = [row for row in changed if row.state != RowState.FETCHING]
            enrich(others, self.press_import)
            ImportRow.objects.save_edited(changed)
            held |= {row.pk for row in changed if _facts(row) != typed_in[row.pk]}
            stale = [row for row in rows if row.pk in held - typed_in.keys() and row.state != RowState.FETCHING]
            repeating = self.press_import.rows.repeating(changed)
            held |= {row.pk for row in repeating}
            stale += [row for row in repeating if row.pk not in {one.pk for one in stale}]
            revalidate(stale, self.press_import)
            ImportRow.objects.save_validated(stale)
            self.note_seen([row.pk for row in rows], held)
            waiting = fetch_rows.mark(row for row in others if row.state == RowState.FETCHING)
        tasks.enqueue_fetches(waiting)
        return refused, len(changed)

    def note_seen(self, rows: list[int], held: set[int]) -> None:
        """Set `seen`, which says what of the import somebody has seen: the `rows` of the screen, but for those `held` that
        have changed since it was shown or that say more by now than was typed; and all others that have not changed since."""
        now = timezone.now()
        try:
            shown_at = parse_datetime(self.request.POST.get("shown_at", "")[:40]) or now
            shown_at = min(shown_at.astimezone(dt.UTC), now) if shown_at.tzinfo else now
        except (ValueError, OverflowError):
            shown_at = now
        self.seen = {
            "rows": rows,
            "held": sorted(held),
            "saved_at": now.isoformat(),
            "shown_at": shown_at.isoformat(),
        }

    def picked(self) -> dict[int, Outlet]:
        row, _colon, outlet = self.request.POST.get("pick", "").partition(":")
        keys = parse_ids([row, outlet])
        outlet_found = Outlet.objects.filter(pk=keys[-1]).first() if len(keys) == 2 else None
        return {keys[0]: outlet_found} if outlet_found else {}

    def file(self) -> HttpResponseBase:
        user = self.request.user
        publish = self.request.POST.get("action") == "file_publish" and may_publish(user, self.press_import)
        target: PressImport | None = self.press_import
        wanted = self.press_import.rows.chosen() if self.press_import.is_proposals else self.press_import.rows.ready()
        held = wanted.count() - wanted.as_seen(self.seen).count()
        if self.press_import.is_proposals:
            target = from_proposals(self.press_import, user, self.seen)
        before = filed_rows(target) if target else (0, 0)
        if target is None or not tasks.start(CreateClippings, target, user, publish=publish, seen=self.seen):
            if held:
                report_filed(self.request, (0, 0), held=held, publish=publish)
            else:
                messages.warning(self.request, _("There is nothing that is ready to be filed."))
            return self.back()
        if not target.is_working:
            new, too = (now - then for now, then in zip(filed_rows(target), before, strict=True))
            held += target.done - new - too
            report_filed(self.request, (new, too), held=held, publish=publish)
        return redirect(url_of("review", target.pk))

    def read_addresses(self, rows: ImportRowQuerySet | None = None) -> HttpResponseBase:
        """Have the addresses of these rows read; without any, of all that lack something."""
        waiting = fetch_rows.mark(self.press_import.rows.worth_fetching() if rows is None else rows)
        tasks.enqueue_fetches(waiting)
        if not waiting:
            messages.warning(self.request, _("There is no address that could be read."))
        return self.back(str(waiting[0]) if len(waiting) == 1 else "")

    def confirm_dates(self) -> HttpResponseBase:
        order = self.request.POST["action"]
        if self.decide(ConfirmDates, order=order):
            PressImport.objects.filter(pk=self.press_import.pk).update(date_order=order)
        return self.back()

    def mark_outlets_as_new(self) -> HttpResponseBase:
        if self.choices.new_outlets:
            self.decide(MarkNewOutlets)
        return self.back()

    def mark_campaigns_too(self) -> HttpResponseBase:
        self.decide(MarkCampaignsToo)
        return self.back()

    def skip_duplicates(self) -> HttpResponseBase:
        count = self.press_import.rows.filter(DUPLICATES).update(state=RowState.LEFT_OUT)
        said = ngettext("%(count)d row was left out.", "%(count)d rows were left out.", count)
        messages.success(self.request, said % {"count": count})
        return self.back()

    def decide(self, job: type[BulkEdit], **params: object) -> bool:
        """Have a decision made about all rows that wait for it, and say for how many it was; False when there are none. In
        the background, the screen shows how far it has come."""
        waiting = job().rows(self.press_import)
        before = waiting.count()
        started = tasks.start(job, self.press_import, self.request.user, **params)
        if not self.press_import.is_working:
            count = before - waiting.count()
            said = ngettext("This was decided for %(count)d row.", "This was decided for %(count)d rows.", count)
            if count:
                messages.success(self.request, said % {"count": count})
            else:
                messages.warning(self.request, _("No row could be decided so. Please look at each of them."))
        return started

    def dismiss(self) -> HttpResponseBase:
        count = self.posted_rows().dismiss() if self.press_import.is_proposals else 0
        said = ngettext("%(count)d proposal was dismissed.", "%(count)d proposals were dismissed.", count)
        messages.success(self.request, said % {"count": count})
        return self.back()

    def back(self, row: str = "") -> HttpResponseBase:
        """To the same page of the same tab; to a row on it, if one is given."""
        target = self.request.get_full_path()
        return redirect(f"{target}#row-{row}" if parse_id(row) is not None else target)


def _facts(row: ImportRow) -> list[object]:
    """What is filed of a row."""
    outlet = row.outlet.name if row.outlet else row.outlet_name
    names = ("headline", "date", "kind", "language", "url", "archive_url", "author", "quote", "gloss", "campaign_id")
    return [outlet, *(getattr(row, name) for name in names)]
