"""A translator publishes a translation."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.coreutils import find_available_slug
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from translation import restrictions
from translation.composing import SLUG, TITLE, Kept, Text, as_source, block_of, compose, has_words, texts_of
from translation.models import Published
from translation.recording import load, overrides_of, strings_of


class Translated(Kept):
    """Chooses for the translator's publish: the translator's text, else what visitors read.

    What has neither is left out, or its block shown in the source's language.

    Args:
        desk: the translator's texts, by path and hash of the source's string.
        source: the texts of the source.
    """

    def __init__(
        self, published: dict[str, Text], desk: dict[str, dict[str, str]], source: dict[str, Text], model: object = None
    ) -> None:
        super().__init__({path: _without_originals(text) for path, text in published.items()}, model)
        #: The source's texts that have neither, as (path, text).
        self.missing: list[tuple[str, str]] = []
        self.desk = desk
        for path, text in source.items():
            if self(path, text) is None:
                self.missing += [(path, data) for key, data, _attrs in text.strings if key not in desk.get(path, {})]

    def show_source(self, blocks: set[str]) -> None:
        """Show these blocks in the source's language, where something is missing in them."""
        self.source_blocks = blocks & {block_of(path) for path, _data in self.missing}
        self.missing = [(path, data) for path, data in self.missing if block_of(path) not in self.source_blocks]

    def __call__(self, path: str, source: Text) -> Text | None:
        if block_of(path) in self.source_blocks:
            return as_source(source)
        desk = self.desk.get(path, {})
        strings: list[Any] = [
            (key, desk[key], attrs) if key in desk else None if has_words(data) else (key, data, attrs)
            for key, data, attrs in source.strings
        ]
        if None not in strings:
            return Text(source.template, strings)
        old = super().__call__(path, source)
        if old is not None and len(old.strings) == len(source.strings):
            strings = [new or kept for new, kept in zip(strings, old.strings, strict=True)]
            return Text(source.template, strings, old.picture)
        return old


def _without_originals(text: Text) -> Text:
    return text if all(string[0] for string in text.strings) else Text(text.template, [])


class OriginalNotPublicError(Exception):
    """The original was never public, nor is it scheduled."""


class MissingTextsError(Exception):
    """Texts that were never translated, as (path, text) of the source."""

    def __init__(self, missing: list[tuple[str, str]]) -> None:
        super().__init__(missing)
        self.missing = missing


@transaction.atomic
def publish(translation: Translation, user: object, *, leave_out: bool = False, show_source: bool = False) -> int:
    """Publish a translation: the translator's texts, else those that visitors read already. One that is scheduled keeps
    its hour.

    Args:
        leave_out: leave out what has neither; never a title.
        show_source: show the blocks where something has neither in the language of the source.

    Returns how many texts of the original it does not say yet.

    Raises:
        OriginalNotPublicError: nothing goes public before its original.
        MissingTextsError: some texts have neither.
        ValidationError: a text does not fit its field; it has been marked.
    """
    original, target, shown = _composed(translation, leave_out=leave_out, show_source=show_source)
    if not isinstance(target, DraftStateMixin):
        target.full_clean()
        target.save()
    else:
        revision = target.save_revision(user=user)
        if isinstance(target, Page):
            restrictions.restrict_as(original, target)
        action = PublishPageRevisionAction if isinstance(target, Page) else PublishRevisionAction
        publishing = action(revision, user=user)
        if shown is not None:
            publishing.object.composed_texts = shown
        publishing.execute()
    public = Published.objects.filter(translation=translation).first()
    return public.behind if public and public.was_public else 0  # not yet: it is scheduled


@transaction.atomic
def submit(translation: Translation, user: object, *, leave_out: bool = False, show_source: bool = False) -> None:
    """Submit a translation, as it would be published, for review; again if it was sent back.

    Raises:
        as `publish`.
    """
    _original, target, _shown = _composed(translation, leave_out=leave_out, show_source=show_source)
    target.save_revision(user=user)
    if (state := target.current_workflow_state) is not None:
        state.resume(user)
    else:
        target.get_workflow().start(target, user)


def _composed(
    translation: Translation, *, leave_out: bool, show_source: bool
) -> tuple[Any, Any, dict[str, Text] | None]:
    """The original, the translation in memory as it is to be public, and its texts; None if it does not say all."""
    # Facts published in the same moment wait until this is public.
    source = TranslationSource.objects.select_for_update().get(pk=translation.source_id)
    public_at = _public_at(source)
    original, target = source.as_instance(), translation.get_target_instance()
    row = Published.objects.filter(translation=translation).first()
    segments = extract_segments(original)
    chooser = Translated(load(row), strings_of(translation), texts_of(segments), type(target))
    everywhere = {block_of(path) for path, _data in chooser.missing} - {""}
    chooser.show_source(everywhere if show_source else set(row.source_blocks if row else ()))
    missing = [(path, data) for path, data in chooser.missing if path != SLUG]
    if [path for path, _data in missing if path == TITLE or not (leave_out or show_source)]:
        raise MissingTextsError(missing)
    scheduled = target.scheduled_revision if isinstance(target, DraftStateMixin) else None
    overrides = overrides_of(translation, row.overrides if row else {})
    shown = compose(original, target, segments, chooser, overrides, translation.target_locale)
    if isinstance(target, Page):
        slug = target.title if any(path == SLUG for path, _data in chooser.missing) else target.slug
        target.slug = find_available_slug(target.get_parent(), slugify(slug), target.pk)
        target.alias_of_id = None
    if isinstance(target, DraftStateMixin):
        hours = [target.go_live_at, public_at, scheduled and scheduled.approved_go_live_at]
        target.go_live_at = max((hour for hour in hours if hour), default=None)
    return original, target, None if missing else shown


def original_of(translation: Translation) -> Any:
    """The page or snippet that it translates; None when that does not exist any more."""
    try:
        return translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return None


def _public_at(source: TranslationSource) -> dt.datetime | None:
    """When the original will be public; None when it is, or was.

    Raises:
        OriginalNotPublicError: never yet.
    """
    original: Any = source.get_source_instance()
    if getattr(original, "live", True) or original.first_published_at:
        return None
    scheduled: Any = original.revisions.filter(approved_go_live_at__isnull=False).first()
    if scheduled is None:
        raise OriginalNotPublicError
    return scheduled.approved_go_live_at


def translations_among(pages: Iterable[Page]) -> list[Page]:
    """The pages that are kept in step with a source by wagtail-localize. One query."""
    pages = list(pages)
    links = Translation.objects.filter(source__object_id__in={page.translation_key for page in pages}, enabled=True)
    kept = set(links.values_list("source__object_id", "target_locale_id"))
    return [page for page in pages if (page.translation_key, page.locale_id) in kept]


def mark_faults(translation: Translation, error: ValidationError) -> None:
    """Show in the editor which texts do not fit. They are not used until they are changed."""
    for name, errors in getattr(error, "error_dict", {}).items():
        rows = StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            context__path=name,
            locale=translation.target_locale_id,
            translation_of__segments__source=translation.source_id,
        )
        for row in rows.distinct():
            row.set_field_error(errors)
