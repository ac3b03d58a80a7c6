"""What keeps a translation from going public.

Closes: wagtail-localize puts the source's words, and the source's choices, in place of what visitors read where a
string has no usable translation (any more) or an override is faulty; and publishes the translation of a page that was
never public itself.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, StringSegment, Translation
from wagtail_localize.strings import StringValue

from translation.guards.rechecking import recheck

#: How many texts a message names.
NAMED = 5


def has_source(translation: Translation) -> bool:
    """Whether the page or snippet that it translates still exists."""
    try:
        translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return False
    return True


def missing_texts(translation: Translation) -> list[str]:
    """The source's texts without a usable translation, in their order.

    An address falls back to the source's; a text without letters (a number) is the same in all languages.
    """
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale_id)
        .filter(Q(translation=None) | Q(translation=""))
        .exclude(context__path="slug")
        .order_by("order")
        .values_list("string__data", flat=True)
    )
    texts = (StringValue(data).render_text() for data in segments)
    return [text for text in texts if any(character.isalpha() for character in text)]


def problems(translation: Translation) -> list[str]:
    """Why a translation cannot be published now, in the active language; empty when it can."""
    recheck(translation)
    found = []
    if not _source_was_public(translation):
        found.append(_("Not published: the original has not been published yet."))
    if not getattr(translation.get_target_instance(), "live", True):
        return found  # nothing good could be lost; wagtail-localize warns of what is missing
    if texts := missing_texts(translation):
        named = " · ".join(f"“{Truncator(text).chars(60)}”" for text in texts[:NAMED])
        found.append(
            ngettext(
                "Not published: %(count)d text has no usable translation: %(texts)s",
                "Not published: %(count)d texts have no usable translation: %(texts)s",
                len(texts),
            )
            % {"count": len(texts), "texts": f"{named} …" if len(texts) > NAMED else named}
        )
    overridable = OverridableSegment.objects.filter(source_id=translation.source_id)
    if overridable.get_overrides(translation.target_locale_id).filter(has_error=True).exists():
        found.append(_("Not published: something that was chosen for this language cannot be used. See its message."))
    return found


def _source_was_public(translation: Translation) -> bool:
    source: Any = translation.source.get_source_instance()
    if getattr(source, "live", True) or source.first_published_at:
        return True
    return bool(source.revisions.filter(approved_go_live_at__isnull=False).exists())  # it is scheduled


def is_live_translation(page: Page) -> bool:
    """Whether a page is public and kept in step with a source by wagtail-localize."""
    return page.live and bool(
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        ).exists()
    )
