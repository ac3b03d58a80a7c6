"""What is said of an import when work on it ends."""

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages

from press.imports.enums import RowState
from press.imports.models import PressImport
from press.imports.problems import sentence


def error_of(press_import: PressImport) -> str:
    """Why the work on an import stopped, in words."""
    if not press_import.error:
        return ""
    own = {
        "stopped": gettext("An error on our side stopped the work. What is listed here is safe."),
        "expired": gettext("The file was kept for 30 days and is gone now. Please upload it again."),
    }
    return own.get(press_import.error) or sentence(press_import.error, **press_import.job.get("params", {}))


def filed_rows(press_import: PressImport) -> tuple[int, int]:
    """How many rows were filed: as new clippings, and under one more campaign."""
    too = press_import.rows.filed_too().count()
    return press_import.rows.filter(state=RowState.FILED).count() - too, too


def report_filed(request: HttpRequest, counts: tuple[int, int], *, held: int, publish: bool) -> None:
    filed, too = counts
    if publish:
        said = ngettext(
            "%(count)d clipping was filed and published.", "%(count)d clippings were filed and published.", filed
        )
    else:
        said = ngettext(
            "%(count)d clipping was filed. It waits for a publisher.",
            "%(count)d clippings were filed. They wait for a publisher.",
            filed,
        )
    if filed:
        messages.success(request, said % {"count": filed})
    if too and publish:
        said = ngettext(
            "%(count)d clipping that was there is filed under one more campaign.",
            "%(count)d clippings that were there are filed under one more campaign.",
            too,
        )
        messages.success(request, said % {"count": too})
    elif too:
        said = ngettext(
            "One more campaign is proposed for %(count)d clipping that was there. A publisher decides.",
            "One more campaign is proposed for %(count)d clippings that were there. A publisher decides.",
            too,
        )
        messages.success(request, said % {"count": too})
    if held:
        said = ngettext(
            "%(count)d row was held back: it has changed since you saw it. Please look at it again.",
            "%(count)d rows were held back: they have changed since you saw them. Please look at them again.",
            held,
        )
        messages.warning(request, said % {"count": held})
