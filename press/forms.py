"""The form of a clipping in the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail.admin.forms.models import WagtailAdminModelForm

from press.addresses import address_key
from site_project.text import parse_id


class ClippingForm(WagtailAdminModelForm):
    """Asks once about an address that another clipping has: a piece for several campaigns is filed once."""

    data: Any
    #: The clipping with the same address that somebody has been shown: what is sent then is another piece.
    shown_duplicate = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        key = address_key(cleaned.get("url") or "")
        if not key or self.instance.citation_id or ("url" not in self.changed_data and self.instance.pk):
            return cleaned
        others = type(self.instance).objects.citations().filter(url_key=key).exclude(pk=self.instance.pk)
        other = others.select_related("outlet").order_by("pk").first()
        if other and parse_id(cleaned.get("shown_duplicate")) != other.pk:
            sent = self.data.copy()
            sent[self.add_prefix("shown_duplicate")] = str(other.pk)
            self.data = sent
            viewset = type(other).snippet_viewset
            said = gettext(
                "There is a clipping with this address already: {clipping}. For another campaign, add the campaign there."
                " If this is another piece, save again."
            )
            link = format_html(
                '<a href="{}">{}</a>', reverse(viewset.get_url_name("edit"), args=[other.pk]), other.headline
            )
            self.add_error("url", ValidationError(format_html(said, clipping=link)))
        return cleaned
