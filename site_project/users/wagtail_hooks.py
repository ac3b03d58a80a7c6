"""What the log of the admin says of accounts."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.users.views.bulk_actions import DeleteBulkAction, SetActiveStateBulkAction
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from site_project.users import actions as names


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action(names.EMAIL, gettext_lazy("Change e-mail address"), gettext_lazy("E-mail address changed"))
    actions.register_action(names.PASSWORD, gettext_lazy("Change password"), gettext_lazy("Password changed"))
    actions.register_action(names.RESET, gettext_lazy("Ask for a new password"), gettext_lazy("New password asked for"))
    actions.register_action(names.SIGN_IN, gettext_lazy("Sign in"), gettext_lazy("Signed in"))
    actions.register_action(names.SIGN_OUT, gettext_lazy("Sign out"), gettext_lazy("Signed out"))
    actions.register_action(names.RIGHTS)(RightsFormatter)


@hooks.register("after_bulk_action")
def note_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Wagtail's ways to close and to delete many accounts at once leave no word of it."""
    if isinstance(action, UserBulkAction):
        for user in objects:
            if isinstance(action, SetActiveStateBulkAction):
                log(
                    instance=user,
                    action=names.RIGHTS,
                    data={"is_active": action.get_execution_context()["mark_as_active"]},
                )
            elif isinstance(action, DeleteBulkAction):
                log(instance=user, action="wagtail.delete", deleted=True)


class RightsFormatter(LogFormatter):
    label = gettext_lazy("Change rights")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        said = {
            "added": _("Joined {groups}"),
            "removed": _("Left {groups}"),
            "is_superuser": _("Made an administrator") if data.get("is_superuser") else _("No longer an administrator"),
            "is_active": _("Account opened again") if data.get("is_active") else _("Account closed"),
        }
        return ". ".join(
            sentence.format(groups=", ".join(data[key]) if "groups" in sentence else "")
            for key, sentence in said.items()
            if key in data
        )
