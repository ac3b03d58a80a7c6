"""The kinds of calls to action, one block each. What they share is in `ActionFields`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from campaigns.enums import ShareChannel
from campaigns.models.event import EventPage
from site_project.blocks import LinkFields, LinkValue, PageReferenceBlock, PhoneBlock
from site_project.blocks.base import PlainCharBlock, PlainTextBlock, Previewed
from site_project.blocks.basic import MultipleChoiceBlock, StructBlock
from site_project.blocks.files import DocumentChooserBlock
from site_project.i18n.translations import HOME_DEPTH, localized_for
from site_project.text import tel_uri

#: What previews show, of the list of calls to action too.
CALL_PREVIEW = {
    "title": _("Call your legislator"),
    "text": _("Calls are counted by topic: two minutes are enough."),
    "time_needed": _("2 minutes"),
    "phone": "202-555-0142",
    "callee": _("The switchboard connects you"),
    "script": _("Hello, my name is … and I live in …"),
    "button_label": _("Call now"),
}
SHARE_PREVIEW = {
    "title": _("Tell one more person"),
    "text": "",
    "time_needed": "",
    "message": _("This concerns us both:"),
    "channels": ["whatsapp", "sms", "email"],
}


class ActionFields(StructBlock):
    """What every call to action says: what to do, what happens next, how long it takes."""

    title = PlainCharBlock(label=_("Title"), max_length=120, help_text=_("What to do. Start with a verb."))
    text = PlainTextBlock(
        label=_("Text"),
        required=False,
        rows=2,
        help_text=_("A sentence or two below the title. What the button does is said by itself."),
    )
    time_needed = PlainCharBlock(
        label=_("Time it takes"), required=False, max_length=40, help_text=_("As in “2 minutes”.")
    )

    def get_context(self, value: object, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["problem"] = self.find_problem(value)
        # The home page has no room for them; its panels fold what there is to say.
        context["scripts_open"] = getattr(context.get("page"), "depth", 0) != HOME_DEPTH
        return context

    def find_problem(self, value: object) -> str:
        """Why visitors do not see this call to action, for staff; empty when they do."""
        return ""


class LinkActionBlock(Previewed, ActionFields, LinkFields):
    """Follow a link: a form elsewhere, a donation page, another page of this site."""

    button_label = PlainCharBlock(label=_("Button"), max_length=60, help_text=_("A verb: “Donate”, “Write to them”."))

    class Meta:
        icon = "link"
        label = _("Follow a link")
        label_format = "{title}"
        description = _("A button that leads to a page of this site or elsewhere.")
        template = "campaigns/blocks/actions/link.html"
        value_class = LinkValue
        preview_value = {
            "title": _("Bring the resolution to your council"),
            "text": _("You get the text and a short guide."),
            "time_needed": _("10 minutes"),
            "page": None,
            "url": "https://example.org/resolution",
            "button_label": _("Read the resolution"),
        }

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["href"] = value.href
        context["problem"] = (
            "" if context["href"] else gettext("The page of this link was deleted or is not published.")
        )
        return context


class CallActionBlock(Previewed, ActionFields):
    phone = PhoneBlock(label=_("Phone number"))
    callee = PlainCharBlock(label=_("Whom it reaches"), required=False, max_length=120)
    script = PlainTextBlock(label=_("What to say"), rows=4)
    button_label = PlainCharBlock(label=_("Button"), max_length=60)

    class Meta:
        icon = "mobile-alt"
        label = _("Call")
        label_format = "{title}"
        description = _("A number to call, with words to say.")
        template = "campaigns/blocks/actions/call.html"
        preview_value = CALL_PREVIEW

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        links = after_links(context, gettext("I just made this call. Will you make it too?"))
        return context | {"tel_href": tel_uri(value["phone"]), "after_links": links}


class EmailActionBlock(Previewed, ActionFields):
    to = blocks.EmailBlock(label=pgettext_lazy("recipient", "To"))
    subject = PlainCharBlock(label=_("Subject"), max_length=160)
    message = PlainTextBlock(label=_("Message"), rows=6, help_text=_("Visitors can change it before they send it."))
    button_label = PlainCharBlock(label=_("Button"), max_length=60)

    class Meta:
        icon = "mail"
        label = _("Write an email")
        label_format = "{title}"
        description = _("Opens the visitor's mail program with a message that is already begun.")
        template = "campaigns/blocks/actions/email.html"
        preview_value = {
            "title": _("Write to the committee"),
            "text": _("Your own words count most: change the text as you like."),
            "time_needed": _("5 minutes"),
            "to": "committee@example.org",
            "subject": _("Please support the resolution"),
            "message": _("Dear members of the committee,"),
            "button_label": _("Start the email"),
        }

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        # RFC 6068: percent-encoded, line breaks as CRLF.
        body = "\r\n".join(value["message"].splitlines())
        href = f"mailto:{quote(value['to'], safe='@')}?subject={quote(value['subject'])}&body={quote(body)}"
        context = super().get_context(value, parent_context)
        links = after_links(context, gettext("I just wrote this message. Will you write one too?"))
        return context | {"mailto_href": href, "after_links": links}


class ShareActionBlock(Previewed, ActionFields):
    """Pass the page on. Plain links; no third party learns of the visit before the visitor taps one."""

    message = PlainTextBlock(label=_("Message"), rows=2, help_text=_("The address of the page is added to it."))
    channels = MultipleChoiceBlock(
        label=_("Where"),
        choices=ShareChannel.choices,
        default=[ShareChannel.WHATSAPP, ShareChannel.SMS, ShareChannel.EMAIL],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        icon = "resubmit"
        label = _("Share")
        label_format = "{title}"
        description = _("Links that pass this page on, without code of third parties.")
        template = "campaigns/blocks/actions/share.html"
        preview_value = SHARE_PREVIEW

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["share_links"] = share_links(value["channels"], value["message"], page_address(context))
        return context


class DownloadActionBlock(Previewed, ActionFields):
    document = DocumentChooserBlock(label=_("Document"))
    button_label = PlainCharBlock(label=_("Button"), max_length=60)

    class Meta:
        icon = "download"
        label = _("Download")
        label_format = "{title}"
        description = _("A document to download, with its size and type.")
        template = "campaigns/blocks/actions/download.html"
        preview_value = {
            "title": _("Download the model resolution"),
            "text": _("Four pages, ready to adapt."),
            "time_needed": "",
            "document": None,
            "button_label": _("Download"),
        }

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        document = value.get("document")
        if document:
            size = document.get_file_size()
            document.size_label = filesizeformat(size) if size else ""
        context["document"] = document
        return context

    def find_problem(self, value: StructValue) -> str:
        return "" if value.get("document") else gettext("The document was deleted.")


class AttendActionBlock(Previewed, ActionFields):
    title = PlainCharBlock(
        label=_("Title"), required=False, max_length=120, help_text=_("Empty: the title of the event.")
    )
    event = PageReferenceBlock(label=_("Event"), page_type="campaigns.EventPage")
    button_label = PlainCharBlock(label=_("Button"), max_length=60)

    class Meta:
        icon = "calendar-check"
        label = _("Come to an event")
        label_format = "{title}"
        description = _("An event to come to, with its date and place.")
        template = "campaigns/blocks/actions/attend.html"

    def get_preview_value(self) -> object:
        event = EventPage.objects.visible().in_language().upcoming().first()
        return self.to_python(
            {
                "title": gettext("Come to the town hall"),
                "text": "",
                "time_needed": "",
                "event": event.pk if event else None,
                "button_label": gettext("Details"),
            }
        )

    def get_context(self, value: object, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"event": self._event(value)}

    def find_problem(self, value: object) -> str:
        return "" if self._event(value) else gettext("The event was deleted or is not published.")

    @staticmethod
    def _event(value: StructValue) -> Any:
        """The event in the reader's language."""
        return localized_for(value.get("event"), model=EventPage)


def page_address(context: dict[str, Any]) -> str:
    """The whole address of the page that is shown; empty in a preview of the block alone."""
    page = context.get("page")
    return str((page.get_full_url(context.get("request")) if page else "") or "")


def after_links(context: dict[str, Any], message: str) -> "list[ShareLink]":
    """Ways to pass the page on once the visitor has acted; none where there is no page to pass on."""
    address = page_address(context)
    return share_links(AFTER_CHANNELS, message, address) if address else []


#: Where people ask somebody they know, rather than a public.
AFTER_CHANNELS = (ShareChannel.WHATSAPP, ShareChannel.SMS, ShareChannel.EMAIL)


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A way to pass a page on. The address carries the message and that of the page, nothing about the visitor."""

    channel: str
    label: str
    url: str


def share_links(channels: Iterable[str], message: str, address: str) -> list[ShareLink]:
    """The links for `channels`, in the order of `ShareChannel`. Unknown channels are left out."""
    wanted = set(channels)
    text = f"{message.strip()} {address}".strip()
    patterns = {
        ShareChannel.WHATSAPP: f"https://wa.me/?text={quote(text)}",
        ShareChannel.SMS: f"sms:?&body={quote(text)}",  # "?&" is what both Android and iOS understand
        ShareChannel.EMAIL: f"mailto:?subject={quote(message.strip())}&body={quote(text)}",
        ShareChannel.FACEBOOK: f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}",
        ShareChannel.BLUESKY: f"https://bsky.app/intent/compose?text={quote(text)}",
        ShareChannel.TELEGRAM: f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(message.strip())}",
        ShareChannel.X: f"https://x.com/intent/post?text={quote(message.strip())}&url={quote(address, safe='')}",
    }
    return [
        ShareLink(channel.value, str(ShareChannel(channel).label), patterns[channel])
        for channel in ShareChannel
        if channel.value in wanted
    ]
