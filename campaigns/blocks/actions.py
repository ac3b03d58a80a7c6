"""Calls to action: a numbered list of things that a visitor can do now."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from campaigns.blocks.action_kinds import (
    CALL_PREVIEW,
    SHARE_PREVIEW,
    AttendActionBlock,
    CallActionBlock,
    DownloadActionBlock,
    EmailActionBlock,
    LinkActionBlock,
    ShareActionBlock,
)
from site_project.blocks.base import PlainCharBlock, PlainTextBlock, Previewed
from site_project.blocks.basic import BooleanBlock, StructBlock


class ActionStreamBlock(blocks.StreamBlock):
    """The kinds of calls to action. A stream between two structs, so that every text below is translated."""

    link = LinkActionBlock()
    call = CallActionBlock()
    email = EmailActionBlock()
    share = ShareActionBlock()
    download = DownloadActionBlock()
    attend = AttendActionBlock()


class ActionsBlock(Previewed, StructBlock):
    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    introduction = PlainTextBlock(label=_("Introduction"), required=False, rows=2)
    numbered = BooleanBlock(label=_("Numbered"), default=True, required=False)
    items = ActionStreamBlock(label=_("Calls to action"))

    class Meta:
        icon = "pick"
        label = _("Calls to action")
        label_format = "{heading}"
        description = _("What a visitor can do now: call, write, share, download, come, or follow a link.")
        template = "campaigns/blocks/actions.html"
        preview_value = {
            "heading": _("Two ways to take action"),
            "introduction": "",
            "numbered": True,
            "items": [
                {"type": "call", "id": "8d0f4c52-32d1-4f6c-9a52-0d8b6d2a4f01", "value": CALL_PREVIEW},
                {"type": "share", "id": "8d0f4c52-32d1-4f6c-9a52-0d8b6d2a4f02", "value": SHARE_PREVIEW},
            ],
        }

    def get_context(self, value: object, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["problem"] = "" if self.is_shown(value) else gettext("None of these calls to action can be shown.")
        return context

    @staticmethod
    def is_shown(value: StructValue) -> bool:
        """Whether visitors see at least one of the calls to action."""
        return any(not item.block.find_problem(item.value) for item in value["items"])
