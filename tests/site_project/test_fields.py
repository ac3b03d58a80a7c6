"""Blocks stay out of migrations, and a data migration can rewrite what they hold."""

import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail.fields import StreamField

from tests.factories import StandardPageFactory

OURS = tuple(
    app.label
    for app in apps.get_app_configs()
    if Path(app.path).is_relative_to(settings.BASE_DIR) and app.models_module
)


def stream_fields():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and model._meta.app_label in OURS:
                yield model, field


def migration_files():
    folders = [Path(apps.get_app_config(label).path, "migrations") for label in OURS]
    return [file for folder in folders for file in sorted(folder.glob("[0-9]*.py"))]


def test_the_site_has_streams_to_speak_of():
    assert len(list(stream_fields())) >= 8


@pytest.mark.parametrize("file", migration_files(), ids=lambda file: f"{file.parts[-3]}/{file.name}")
def test_migrations_know_no_blocks(file):
    text = file.read_text(encoding="utf-8")

    assert "wagtail.blocks" not in text and "block_lookup" not in text
    for words in re.findall(r"StreamField\(([^)]*)\)", text):
        assert not re.search(r"[\[{]", words), "the field is given blocks"
    for _model, field in stream_fields():
        for block in field.stream_block.child_blocks.values():
            assert type(block).__name__ not in text


@pytest.fixture
def historical(site):
    """StandardPage as a migration sees it."""
    state = MigrationLoader(connection).project_state()
    return state.apps.get_model("home", "StandardPage")


def test_historical_model_gives_plain_data_and_saves_it_back_untouched(historical):
    page = StandardPageFactory(body=[("quote", {"text": "We opened the door.", "attribution": "Elena"})])
    stored = list(page.body.raw_data)
    old = historical.objects.get(pk=page.pk)

    assert json.loads(json.dumps(old.body)) == stored
    old.save()
    page.refresh_from_db()
    assert list(page.body.raw_data) == stored


def test_migration_can_rewrite_a_block(historical):
    page = StandardPageFactory(body=[("quote", {"text": "We opened the door."})])
    old = historical.objects.get(pk=page.pk)
    old.body[0]["value"]["text"] = "The door is open."
    old.save()
    page.refresh_from_db()

    assert page.body[0].value["text"] == "The door is open."


def test_block_that_is_gone_from_the_code_survives_in_a_migration(historical):
    page = StandardPageFactory(body=[("quote", {"text": "We opened the door."})])
    old = historical.objects.get(pk=page.pk)
    gone = {"type": "no_longer_there", "value": {"a": 1}, "id": "8d0f4c52-32d1-4f6c-9a52-0d8b6d2a4f01"}
    old.body.append(gone)
    old.save()

    assert historical.objects.get(pk=page.pk).body[-1] == gone


def test_field_is_the_same_before_and_after_a_migration_writes_it():
    for model, field in stream_fields():
        _name, path, args, kwargs = field.deconstruct()
        assert args == [] and path == "django.db.models.JSONField"
        assert type(field)(*args, **kwargs).deconstruct()[2:] == (args, kwargs), model
