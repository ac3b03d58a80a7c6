"""What it costs to keep a very large page in two languages: a hub of 170 blocks, thrown away afterwards."""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from campaigns.models import CampaignPage, EventPage
from demo.benchmark.measure import Effort, effort_of
from site_project.querysets import all_pages

BLOCKS = 170


class Line(NamedTuple):
    name: str
    effort: Effort


def measure(runs: int) -> Iterator[Line]:
    """Do what editors and translators do, in a transaction that is rolled back.

    Raises:
        CommandError: if the demo is not there.
    """
    user = get_user_model()._default_manager.filter(is_superuser=True).first()
    english = CampaignPage.objects.filter(locale__language_code="en", slug="seeking-sanctuary").first()
    event = EventPage.objects.filter(locale__language_code="en", live=True).first()
    if user is None or english is None or event is None:
        raise CommandError("There are no pages to measure: load the demo first (make run does).")
    with _thrown_away():
        grow(english, BLOCKS)
        spanish = english.get_translations().filter(locale__language_code="es").get()
        link = Translation.objects.get(source__object_id=english.translation_key, target_locale=spanish.locale)
        _translate(link)
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        editor = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
        # Each field is sent once: its name says which text it was filled with.
        fields = iter(re.findall(r'<textarea[^>]* name="(t-[^"]+)"', client.get(editor).content.decode()))
        save = reverse("translation_editor:save", args=[link.pk])
        po_file = client.get(reverse("wagtail_localize:download_pofile", args=[link.pk])).content
        send = reverse("wagtail_localize:upload_pofile", args=[link.pk])
        texts = iter(range(1_000_000))

        def upload() -> Any:
            return client.post(send, {"file": SimpleUploadedFile("es.po", po_file)})

        def save_one() -> Any:
            return client.post(save, {next(fields): f"Otro texto {next(texts)}"})

        def rename(page: Any) -> Callable[[], Any]:
            return lambda: _publish(page, f"Another name {next(texts)}")

        yield Line("the editor", effort_of(lambda: client.get(editor), runs))
        yield Line("one text is saved", effort_of(save_one, runs))
        yield Line("a PO file comes in: dry run", effort_of(upload, runs))
        yield Line("one changed text is published", effort_of(rename(english), runs))
        yield Line("unchanged content is published", effort_of(lambda: _publish(english), runs))
        yield Line("an event is renamed and published", effort_of(rename(event), runs))
        submit = reverse("wagtail_localize:submit_page_translation", args=[_new(english).pk])
        yield Line(
            "the page is submitted for translation",
            effort_of(lambda: client.post(submit, {"locales": [spanish.locale_id]}), 1),
        )


@contextmanager
def _thrown_away() -> Iterator[None]:
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _publish(page: Any, title: str = "") -> None:
    page = type(page).objects.get(pk=page.pk)
    page.title = title or page.title
    page.save_revision().publish()


def grow(page: Any, blocks: int) -> None:
    """Repeat the blocks of the body, each with ids of its own, until there are so many."""
    rows = json.loads(json.dumps(list(page.body.raw_data)))
    more = [_copy(rows[number % len(rows)]) for number in range(blocks - len(rows))]
    page.body = StreamValue(page.body.stream_block, rows + more, is_lazy=True)
    page.save_revision().publish()


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: str(uuid.uuid4()) if key == "id" else _copy(child) for key, child in value.items()}
    return [_copy(child) for child in value] if isinstance(value, list) else value


def _translate(link: Translation) -> None:
    """Give every text that has no translation its own words for one."""
    known = StringTranslation.objects.filter(locale=link.target_locale)
    segments = StringSegment.objects.filter(source=link.source).select_related("string")
    missing = {(segment.string_id, segment.context_id): segment.string.data for segment in segments}
    for pair in known.values_list("translation_of_id", "context_id"):
        missing.pop(pair, None)
    StringTranslation.objects.bulk_create(
        StringTranslation(translation_of_id=string, context_id=context, locale=link.target_locale, data=data)
        for (string, context), data in missing.items()
    )


def _new(page: Any) -> Any:
    """A page with the same content that nobody has translated."""
    parent = all_pages().get(pk=page.get_parent().pk)
    copy = page.__class__(
        title="A new hub", slug=f"new-{uuid.uuid4().hex[:8]}", locale=page.locale, body=page.body, live=False
    )
    return parent.add_child(instance=copy)
