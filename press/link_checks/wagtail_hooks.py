"""What the history of a clipping says about archive copies that were found."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from press.link_checks.record import ARCHIVE_COPY


class ArchiveCopyFormatter(LogFormatter):
    label = _("Find an archive copy")

    def format_message(self, log_entry: ModelLogEntry) -> Promise | str:
        return _("The link is dead. Found the archive copy %(address)s") % {
            "address": log_entry.data.get("archive_url", "")
        }


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(ARCHIVE_COPY)(ArchiveCopyFormatter)
