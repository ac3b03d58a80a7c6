"""Stopping and resuming a translation ask first; resuming takes the texts that were changed by hand over.

Closes: wagtail-localize does both at one click, and after resuming, the next publish undoes what was changed by hand.
"""

import functools
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TranslatableMixin
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.views.edit_translation import restart_translation

from translation.composing import has_words, plain_text, texts_of
from translation.guards.endpoints import View, for_translator

#: The name of the answer in the form that asks.
ANSWER = "confirmed"
TAKE_OVER, FORGET = "take_over", "forget"


def stop(view: View) -> View:
    """Ask before a translation is stopped."""

    @functools.wraps(view)
    def asking(request: HttpRequest, translation_id: int, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "POST" or ANSWER in request.POST:
            return view(request, translation_id, *args, **kwargs)
        translation = get_object_or_404(Translation, pk=translation_id)
        return _ask(
            request,
            translation.get_target_instance(),
            question=_("Edit this page by hand from now on?"),
            explanation=_(
                "Changed texts of the original no longer come up for translation here. Facts that you leave as they are, such as times and places, still follow the original."
            ),
            answers=[(TAKE_OVER, _("Edit by hand"))],
        )

    return for_translator(asking)


def resume(request: HttpRequest, translation: Translation, instance: TranslatableMixin) -> HttpResponseBase:
    """Ask what becomes of the changes made by hand, and resume the translation of `instance`."""
    answer = request.POST.get(ANSWER)
    by_hand = texts_by_hand(translation, instance)
    if answer not in {TAKE_OVER, FORGET}:
        answers = [(TAKE_OVER, _("Resume and keep what was changed by hand"))]
        if by_hand:
            answers.append((FORGET, _("Resume with the texts of the translation")))
        return _ask(
            request,
            instance,
            question=_("Let this page follow its original again?"),
            explanation=_(
                "Structure and facts will be those of the original. Blocks that were added by hand go when it is published."
            ),
            answers=answers,
            texts=[plain_text(data) for _row, data in by_hand],
        )
    if answer == TAKE_OVER:
        take_over(translation, instance, by_hand)
    return restart_translation(request, translation, instance)


def texts_by_hand(translation: Translation, instance: TranslatableMixin) -> list[tuple[StringSegment, str]]:
    """The texts of a page that differ from what the translator has, each with the text of the original that it
    translates. Those that stand where the original has nothing, or otherwise divided texts, cannot be told."""
    segments: dict[str, list[StringSegment]] = {}
    rows = StringSegment.objects.filter(source=translation.source_id).select_related("string", "context")
    for row in rows.order_by("order"):
        segments.setdefault(row.context.path, []).append(row)
    desk = {
        (text.context_id, text.translation_of_id): text.data
        for text in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale_id
        )
    }
    found = []
    for path, text in texts_of(extract_segments(instance)).items():
        originals = segments.get(path, [])
        if len(originals) != len(text.strings):
            continue
        for row, (_key, data, _attrs) in zip(originals, text.strings, strict=True):
            is_own = data.strip() and has_words(data) and data != row.string.data
            if is_own and desk.get((row.context_id, row.string_id)) != data:
                found.append((row, data))
    return found


@transaction.atomic
def take_over(translation: Translation, instance: TranslatableMixin, by_hand: list[tuple[StringSegment, str]]) -> None:
    """Make what was changed by hand the translator's texts, and the pictures and addresses theirs in place of the
    original's."""
    for row, data in by_hand:
        StringTranslation.objects.update_or_create(
            translation_of=row.string,
            context=row.context,
            locale=translation.target_locale,
            defaults={"data": data, "has_error": False, "field_error": ""},
        )
    own: dict[str, Any] = {
        segment.path: segment.data
        for segment in extract_segments(instance)
        if isinstance(segment, OverridableSegmentValue)
    }
    for segment in OverridableSegment.objects.filter(source=translation.source_id).select_related("context"):
        chosen = own.get(segment.context.path)
        if chosen is not None and chosen != segment.data:
            SegmentOverride.objects.update_or_create(
                context=segment.context,
                locale=translation.target_locale,
                defaults={
                    "data_json": json.dumps(chosen, cls=DjangoJSONEncoder),
                    "has_error": False,
                    "field_error": "",
                },
            )


def _ask(
    request: HttpRequest,
    instance: TranslatableMixin,
    question: str,
    explanation: str,
    answers: list[tuple[str, str]],
    texts: list[str] | None = None,
) -> HttpResponseBase:
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "instance": instance,
        "edit_url": AdminURLFinder().get_edit_url(instance),
        "question": question,
        "explanation": explanation,
        "answers": answers,
        "texts": texts or [],
        "fields": [(name, value) for name, value in fields if name not in {"csrfmiddlewaretoken", ANSWER}],
    }
    return render(request, "translation/ask_stopping.html", context)
