"""PO files that people send back, checked before they are taken in.

Closes: an empty file, one without its header and a request without a file crash the upload; and a file that was cut
off, belongs to an older state of the page or is not finished is "successfully imported" without a word.
"""

import tempfile
from pathlib import Path

import polib
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import StringSegment, StringTranslation, Translation

#: Bytes. The strings of a very long page come to about a tenth of this.
MAX_SIZE = 2 * 1024 * 1024
ID_HEADER = "X-WagtailLocalize-TranslationID"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class UnusableFile(Exception):
    """The file cannot be taken in; the message says why, in the language of the person who sent it."""


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take in a PO file and say what came of it. Who may do this is checked in front of the view."""
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        po = read(request.FILES.get("file"), translation)
    except UnusableFile as error:
        messages.error(request, str(error))
    else:
        missing = _missing_from(po, translation)
        fuzzy = _take_out_fuzzy(po)
        unknown = len(translation.import_po(po, user=request.user, tool_name="PO File"))
        _report(request, translation, fuzzy=fuzzy, missing=missing, unknown=unknown)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def read(file: UploadedFile | None, translation: Translation) -> polib.POFile:
    """Parse an uploaded file that must belong to `translation`.

    Raises:
        UnusableFile: there is none, it is empty, too large, cut off, no PO file, or that of another translation.
    """
    if file is None:
        raise UnusableFile(_("Choose a PO file to upload."))
    if (file.size or 0) > MAX_SIZE:
        limit = filesizeformat(MAX_SIZE)
        raise UnusableFile(_("This file is larger than %(limit)s. Nothing was imported.") % {"limit": limit})
    content = file.read().removeprefix(BYTE_ORDER_MARK)
    if not content.strip():
        raise UnusableFile(_("This file is empty. Nothing was imported."))
    po = _parse(content)
    if ID_HEADER not in po.metadata:
        raise UnusableFile(
            _("This file does not say which translation it is for: its header is missing. Download the file anew.")
        )
    if po.metadata[ID_HEADER] != str(translation.uuid):
        raise UnusableFile(_("This file was made for another translation. Nothing was imported."))
    return po


def _parse(content: bytes) -> polib.POFile:
    broken = UnusableFile(_("This is not a whole PO file: it may have been cut off. Nothing was imported."))
    if b"\x00" in content:
        raise broken
    with tempfile.TemporaryDirectory() as directory:
        # From a file of our own: polib takes a string for the name of a file, if there is one.
        path = Path(directory) / "upload.po"
        path.write_bytes(content)
        try:
            po = polib.pofile(str(path))
        except (OSError, UnicodeError, LookupError, ValueError, TypeError, AttributeError) as error:
            raise broken from error
    if not po.metadata and not len(po):
        raise broken
    return po


def _take_out_fuzzy(po: polib.POFile) -> int:
    """Remove the entries that are marked as unsure, and say how many they were."""
    fuzzy = [entry for entry in po if entry.fuzzy]
    for entry in fuzzy:
        po.remove(entry)
    return len(fuzzy)


def _missing_from(po: polib.POFile, translation: Translation) -> int:
    """How many strings of the page are not in the file at all."""
    wanted = StringSegment.objects.filter(source=translation.source).values_list("context__path", "string__data")
    return len(set(wanted) - {(entry.msgctxt, entry.msgid) for entry in po})


def _report(request: HttpRequest, translation: Translation, *, fuzzy: int, missing: int, unknown: int) -> None:
    unusable = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale, has_error=True
    ).count()
    warnings = [
        (
            fuzzy,
            ngettext(
                "%(count)d entry is marked as unsure (fuzzy) and was left out.",
                "%(count)d entries are marked as unsure (fuzzy) and were left out.",
                fuzzy,
            ),
        ),
        (
            missing,
            ngettext(
                "%(count)d string of this page is not in the file. If the file was cut off, upload the whole one.",
                "%(count)d strings of this page are not in the file. If the file was cut off, upload the whole one.",
                missing,
            ),
        ),
        (
            unknown,
            ngettext(
                "%(count)d entry does not belong to the page as it is now and was left out.",
                "%(count)d entries do not belong to the page as it is now and were left out.",
                unknown,
            ),
        ),
        (
            unusable,
            ngettext(
                "%(count)d translation cannot be used as it is; see the message at the string.",
                "%(count)d translations cannot be used as they are; see the messages at the strings.",
                unusable,
            ),
        ),
    ]
    messages.success(request, _("The translations from the PO file were imported."))
    for count, text in warnings:
        if count:
            messages.warning(request, text % {"count": count})
