"""What the states of translations are called on the desk, and what a task can be asked for."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from site_project.i18n.translations import State

STATE_LABELS: Final[dict[State, Promise]] = {
    State.MISSING: pgettext_lazy("state of a translation", "new"),
    State.OUTDATED: pgettext_lazy("state of a translation", "behind"),
    State.PARTIAL: pgettext_lazy("state of a translation", "partly translated"),
    State.TRANSLATED: pgettext_lazy("state of a translation", "up to date"),
}


class Action(StrEnum):
    """The names of the buttons of the desk. Their values are primary keys: of tasks, and with the last one of a
    campaign."""

    START = "start"
    TAKE = "take"
    RELEASE = "release"
    START_CAMPAIGN = "start_campaign"
