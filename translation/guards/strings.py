"""Translated strings hold simple tags and text, and nothing that browsers read in another way than Python.

Closes: wagtail-localize reads a string with Python's parser and lets comments, CDATA, declarations and processing
instructions pass. Browsers end all of them earlier: `<!--><meta …>-->` is one comment to Python, but to a browser an
empty comment, an element that can send visitors away, and text. So a string is checked against what it may hold, by
the HTML standard's own rule for where markup begins, and no parser is asked.

Every form, file and machine that stores a string ends in `StringTranslation.save()`, so that is where the guard
listens. A refused string is kept with its error, as wagtail-localize keeps those that it refuses itself: people see it
in the editor, and it is never used.
"""

import re

from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, post_save_string_translation
from wagtail_localize.strings import INLINE_TAGS

_NAMES = "|".join(INLINE_TAGS)
#: A tag that a string may hold: no attributes, but for the number of a link.
TAG = re.compile(rf"</?(?:{_NAMES})\s*/?>|<a\s+id\s*=\s*([\"']?)[\w-]+\1\s*>", re.IGNORECASE | re.ASCII)
#: Where a browser sees markup begin (HTML standard, "tag open state"). Any other "<" is a character.
MARKUP = re.compile(r"<[a-z/!?]", re.IGNORECASE | re.ASCII)


def connect() -> None:
    """Start to listen; called once, when the app is ready."""
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(name_draft, sender=StringTranslation, dispatch_uid="translation.guards.draft_title")
    post_save.connect(judge, sender=StringTranslation, dispatch_uid="translation.guards.strings")


def name_draft(instance: StringTranslation, **kwargs: object) -> None:
    """As wagtail-localize: a translated title is that of the page's draft. But no longer than there is room for, where
    PostgreSQL would refuse it."""
    if instance.context.path == "title":
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id)
        pages.update(draft_title=instance.data[: Page._meta.get_field("draft_title").max_length])


def judge(instance: StringTranslation, update_fields: frozenset[str] | None = None, **kwargs: object) -> None:
    """After a string was saved: note what is wrong with it."""
    if (update_fields is None or "data" in update_fields) and holds_foreign_markup(instance.data):
        _refuse(instance)


def recheck(translation: Translation) -> None:
    """Judge the strings of a translation again, just before they are used: not every way to store one calls save()."""
    strings = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
        has_error=False,
        data__contains="<",
    )
    for string in strings:
        if holds_foreign_markup(string.data):
            _refuse(string)


def holds_foreign_markup(data: str) -> bool:
    """Whether a browser may find anything but plain inline tags in a string."""
    return bool(MARKUP.search(TAG.sub(" ", data)))


def _refuse(string: StringTranslation) -> None:
    string.has_error = True
    string.field_error = _(
        "Only simple tags such as <b> and links can be used here: no comments, no other markup. Write &lt; for a <."
    )
    # Not save(): it may have been called with update_fields, and would call this again.
    StringTranslation.objects.filter(pk=string.pk).update(has_error=True, field_error=string.field_error)
