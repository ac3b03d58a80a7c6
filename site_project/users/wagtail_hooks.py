"""What the log of the admin says of accounts."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from site_project.users import notices


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action(notices.EMAIL, _("Change e-mail address"), _("E-mail address changed"))
    actions.register_action(notices.PASSWORD, _("Change password"), _("Password changed"))
    actions.register_action(notices.SIGN_IN, _("Sign in"), _("Signed in"))
