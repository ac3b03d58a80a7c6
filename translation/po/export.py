"""Makes PO files, and one archive of those of a campaign."""

import io
import zipfile
from collections.abc import Iterable
from email.utils import formataddr, parseaddr

import polib
from babel.messages.plurals import get_plural
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from translation.po.segments import Segment, segments_of

ID_HEADER = "X-WagtailLocalize-TranslationID"


def export(translation: Translation) -> polib.POFile:
    """The texts of one page or snippet."""
    po = polib.POFile(wrapwidth=0)  # a line that is cut off is then no line
    po.metadata = _header(translation)
    for segment in segments_of(translation):
        po.append(_entry(segment))
    return po


def _header(translation: Translation) -> dict[str, str]:
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M%z")
    language = translation.target_locale.language_code
    return {
        "Project-Id-Version": translation.source.object_repr,
        "Report-Msgid-Bugs-To": settings.WAGTAILADMIN_BASE_URL,
        "POT-Creation-Date": now,
        "PO-Revision-Date": now,
        "Last-Translator": formataddr((settings.WAGTAIL_SITE_NAME, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        "Language-Team": str(translation.target_locale.get_display_name()),
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": get_plural(language.replace("-", "_")).plural_forms,
        "X-Source-Language": translation.source.locale.language_code,
        ID_HEADER: str(translation.uuid),
    }


def _entry(segment: Segment) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=segment.context, msgid=segment.source, comment=_comment(segment))
    done = segment.translation
    if done is not None:
        entry.msgstr = done.data
        if done.has_error:
            entry.flags.append("fuzzy")
            entry.tcomment = done.get_error() or ""
    elif segment.older is not None:
        entry.previous_msgctxt, (entry.previous_msgid, entry.msgstr) = segment.context, segment.older
        entry.flags.append("fuzzy")
    return entry


def _comment(segment: Segment) -> str:
    if segment.limit is None:
        return segment.label
    return _("%(label)s. At most %(limit)d characters.") % {"label": segment.label, "limit": segment.limit}


def file_name(translation: Translation) -> str:
    """As in "about-us-es.po"."""
    title = slugify(translation.source.object_repr) or "translation"
    return f"{title[:80]}-{translation.target_locale.language_code}.po"


def archive(translations: Iterable[Translation]) -> bytes:
    """A zip archive of their PO files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for number, translation in enumerate(translations, start=1):
            file.writestr(f"{number:03}-{file_name(translation)}", str(export(translation)))
    return buffer.getvalue()
