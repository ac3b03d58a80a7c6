"""The admin form of an event."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from site_project.forms import LocalDateTimeForm


class EventPageForm(LocalDateTimeForm, WagtailAdminPageForm):
    """Times are entered and shown as clocks at the event show them."""

    local_datetime_fields: ClassVar[tuple[str, ...]] = ("start", "end")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("An event cannot end before it starts."))
        in_person = cleaned.get("mode") in ("in_person", "hybrid")
        if (
            in_person
            and not cleaned.get("place_name")
            and not self.is_deferred_validation
            and "place_name" in self.fields
        ):
            self.add_error("place_name", _("Say where the event is held."))
        return cleaned
