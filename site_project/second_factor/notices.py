"""What is told about second factors: by mail to who has them, and to the log of the admin."""

from typing import Any, NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from site_project.users import notices
from site_project.users.forms import preferred_language
from site_project.users.models import User


class Act(NamedTuple):
    #: For the filter of the log, and for its lines, in the language of who reads.
    label: Any
    message: Any
    #: For the mail; none is sent where it is empty.
    mail: Any = ""


APP_ADDED, APP_REMOVED = "second_factor.app_added", "second_factor.app_removed"
PASSKEY_ADDED, PASSKEY_REMOVED = "second_factor.passkey_added", "second_factor.passkey_removed"
CODES_MADE, CODE_USED = "second_factor.codes_made", "second_factor.code_used"
RESET, REFUSED, BLOCKED = "second_factor.reset", "second_factor.refused", "second_factor.blocked"
REQUIRED, NOT_REQUIRED = "second_factor.required", "second_factor.not_required"

ACTS = {
    APP_ADDED: Act(
        gettext_lazy("Add authenticator app"),
        gettext_lazy("Authenticator app added"),
        gettext_lazy("From now on the account “{name}” asks for a code of an authenticator app, too."),
    ),
    APP_REMOVED: Act(
        gettext_lazy("Remove authenticator app"),
        gettext_lazy("Authenticator app removed"),
        gettext_lazy("The authenticator app of the account “{name}” was removed."),
    ),
    PASSKEY_ADDED: Act(
        gettext_lazy("Add passkey"),
        gettext_lazy("Passkey added"),
        gettext_lazy("The account “{name}” can be used with another passkey now."),
    ),
    PASSKEY_REMOVED: Act(
        gettext_lazy("Remove passkey"),
        gettext_lazy("Passkey removed"),
        gettext_lazy("A passkey of the account “{name}” was removed."),
    ),
    CODES_MADE: Act(
        gettext_lazy("Make recovery codes"),
        gettext_lazy("Recovery codes made"),
        gettext_lazy("New recovery codes were made for the account “{name}”. Older ones no longer work."),
    ),
    CODE_USED: Act(
        gettext_lazy("Use a recovery code"),
        gettext_lazy("Recovery code used"),
        gettext_lazy("Somebody used a recovery code of the account “{name}”. It does not work a second time."),
    ),
    RESET: Act(
        gettext_lazy("Reset second factor"),
        gettext_lazy("Second factor reset"),
        gettext_lazy(
            "An administrator removed the second factor of the account “{name}”, with its recovery codes. Until you set one up again, the password alone protects it."
        ),
    ),
    REFUSED: Act(
        gettext_lazy("Refuse second factor"), gettext_lazy("The password was right, the second factor was not")
    ),
    BLOCKED: Act(
        gettext_lazy("Block second factor"),
        gettext_lazy("The second factor was tried too often"),
        gettext_lazy(
            "Somebody who knows the password of the account “{name}” has tried its second factor too often. If it was not you, choose another password at once."
        ),
    ),
    REQUIRED: Act(gettext_lazy("Require second factor"), gettext_lazy("The group needs a second factor")),
    NOT_REQUIRED: Act(
        gettext_lazy("No longer require second factor"), gettext_lazy("The group no longer needs a second factor")
    ),
}


def note(user: User, action: str, by: User | None = None) -> None:
    """Log what was done to somebody's second factor, and mail it to them.

    Args:
        by: who has done it, where that is not known from the request.
    """
    log(instance=user, action=action, user=by)
    if ACTS[action].mail:
        with translation.override(preferred_language(user)):
            by_another = _("If you did not ask for it, tell an administrator of the site at once.")
            advice = notices.warning() if by == user else by_another
            notices.send(
                user.email,
                _("The second factor of your account"),
                str(ACTS[action].mail).format(name=user.get_username()),
                advice,
            )
