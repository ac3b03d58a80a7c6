"""Form parts that several apps share: a campaign to choose, local dates and times, a file to store."""

import datetime as dt
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from site_project.away import is_away
from site_project.models.campaign import Campaign

if TYPE_CHECKING:
    from django.forms import ModelForm as _ModelForm
    from wagtail.admin.forms import WagtailAdminPageForm as _Form
else:
    _Form = _ModelForm = object

logger = logging.getLogger(__name__)


class StoringForm(_ModelForm):
    """Stores the file of a model with `store_file` while the form is checked: a full disk, or an object storage that is away, is
    an error of the form, and nothing typed is lost."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # not in the stubs
        if self.errors or "file" not in self.changed_data:
            return
        try:
            self.instance.store_file()
        except Exception as error:
            if not (isinstance(error, OSError) or is_away(error)):
                raise
            logger.exception("An upload cannot be stored")
            text = _("The file cannot be stored: the disk may be full. Nothing was changed; please try again later.")
            self.add_error("file", ValidationError(text, code="not_stored"))


class CampaignIterator(ModelChoiceIterator):
    field: "CampaignField"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for campaign in self.field.campaigns:
            yield self.choice(campaign)


class CampaignField(forms.ModelChoiceField):
    """One of all campaigns, in drafts too. The list is read again whenever it is shown or checked."""

    iterator = CampaignIterator

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:  # a foreign key gives its own query set
        super().__init__(Campaign.objects.none(), **kwargs)
        #: What `Campaign.objects.named()` has read for several fields; None: this one reads for itself.
        self.shared: list[Campaign] | None = None

    @property
    def campaigns(self) -> list[Campaign]:
        return Campaign.objects.named() if self.shared is None else self.shared

    def label_from_instance(self, campaign: Campaign) -> str:
        return campaign.label

    def to_python(self, value: object) -> Campaign | None:
        if value in self.empty_values:
            return None
        for campaign in self.campaigns:
            if str(campaign.pk) == str(getattr(value, "pk", value)):
                return campaign
        raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})


class CampaignFormSet(BaseChildFormSet):
    """Child objects that are filed under campaigns: the campaigns are read once for all of them."""

    @cached_property
    def campaigns(self) -> list[Campaign]:
        return Campaign.objects.named()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        field: Any = form.fields["campaign"]
        field.shared = self.campaigns

    def validate_unique(self) -> None:
        """A campaign that is chosen twice is no mistake: it counts once."""


class CampaignInlinePanel(InlinePanel):
    """Wagtail's, for child objects that are filed under campaigns."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = CampaignFormSet
        return options


class LocalDateTimeField(forms.DateTimeField):
    """A date and time as a clock on the wall shows it: without a zone, whatever zone the member of staff sits in.

    Django's own field would take it for a time in that zone, and refuse what that zone's clocks skip.
    """

    def to_python(self, value: Any) -> dt.datetime | None:
        with timezone.override(dt.UTC):  # no clock is ever put forward or back in UTC
            moment: dt.datetime | None = super().to_python(value)
        return moment.replace(tzinfo=None) if moment else None

    def prepare_value(self, value: object) -> Any:
        return value


def make_aware(local: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The moment at which clocks in `zone` show `local` (a time without a zone).

    Raises:
        ValidationError: where the year cannot be meant, or clocks in the zone skip that time.
    """
    if not 1900 <= local.year <= 2200:
        raise ValidationError(_("Check the year."))
    moment = local.replace(tzinfo=zone)
    if timezone.make_naive(moment.astimezone(dt.UTC), zone) != local:
        raise ValidationError(_("Clocks are put forward at that moment: this time does not exist there."))
    return moment


class LocalDateTimeForm(_Form):
    """For a model form with moments that belong to a place: they are entered, and shown, as clocks there show them.

    Comes before the form's own base class. The instance has the name of the zone in a field of its own.
    """

    #: The fields that hold moments, and the field that holds the IANA name of the zone.
    local_datetime_fields: ClassVar[tuple[str, ...]] = ()
    zone_field: ClassVar[str] = "time_zone"

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        zone = ZoneInfo(getattr(self.instance, self.zone_field))
        for name in self.local_datetime_fields:
            field = self.fields.get(name)
            if field is None:
                continue
            self.fields[name] = LocalDateTimeField(
                label=field.label, help_text=field.help_text, required=field.required, widget=field.widget
            )
            value = getattr(self.instance, name, None)
            if value is not None:
                self.initial[name] = timezone.make_naive(value, zone)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        zone = ZoneInfo(cleaned.get(self.zone_field) or getattr(self.instance, self.zone_field))
        for name in self.local_datetime_fields:
            if cleaned.get(name):
                cleaned[name] = self._moment(name, cleaned[name], zone)
        return cleaned

    def _moment(self, name: str, local: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
        """The moment at which clocks in `zone` show `local`; None, and an error, where that cannot be."""
        try:
            return make_aware(local, zone)
        except ValidationError as error:
            self.add_error(name, error)
            return None
