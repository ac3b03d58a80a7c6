"""Closed lists of imports."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportSource(models.TextChoices):
    PASTE = "paste", _("Pasted text")
    FILE = "file", _("File")
    ADDRESS = "address", _("Address")
    FEED = "feed", _("Watched feed")
    #: What somebody took over from a feed's proposals.
    TAKEN = "taken", _("Watched feed")


class ImportState(models.TextChoices):
    MAPPING = "mapping", pgettext_lazy("state of an import", "columns to be named")
    READING = "reading", pgettext_lazy("state of an import", "being read")
    REVIEW = "review", pgettext_lazy("state of an import", "to be reviewed")
    FILING = "filing", pgettext_lazy("state of an import", "being filed")
    FILED = "filed", pgettext_lazy("state of an import", "filed")
    UNDOING = "undoing", pgettext_lazy("state of an import", "being undone")
    UNDONE = "undone", pgettext_lazy("state of an import", "undone")
    FAILED = "failed", pgettext_lazy("state of an import", "stopped by an error")


class RowState(models.TextChoices):
    FETCHING = "fetching", pgettext_lazy("state of a row", "address being read")
    READY = "ready", pgettext_lazy("state of a row", "ready")
    ATTENTION = "attention", pgettext_lazy("state of a row", "needs a look")
    REFUSED = "refused", pgettext_lazy("state of a row", "cannot be read")
    LEFT_OUT = "left_out", pgettext_lazy("state of a row", "left out")
    FILED = "filed", pgettext_lazy("state of a row", "filed")


#: A job is under way.
WORKING_STATES = (ImportState.READING, ImportState.FILING, ImportState.UNDOING)
#: No job is under way: rows can be changed and filed.
IDLE_STATES = (ImportState.REVIEW, ImportState.FILED, ImportState.UNDONE, ImportState.FAILED)
#: Rows that wait for a decision.
OPEN_ROWS = (RowState.READY, RowState.ATTENTION, RowState.FETCHING)
#: Rows that are decided.
CLOSED_ROWS = (RowState.FILED, RowState.LEFT_OUT)
