"""A note in the editor while a text is under embargo."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from press.newsroom.embargo import spoken


class EmbargoNote(Panel):
    """Until when nobody but staff sees the text, as clocks in the embargo's time zone show it."""

    class BoundPanel(Panel.BoundPanel):
        """The note on one page."""

        template_name = "press_newsroom/admin/embargo_note.html"

        def is_shown(self) -> bool:
            """While the embargo lasts."""
            return bool(self.instance.is_embargoed)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"moment": spoken(self.instance.embargo, self.instance.embargo_time_zone)}
