"""The one honest language state: original, translated, behind, missing."""

import pytest

from site_project.i18n.translations import State, versions_of
from tests.factories import CampaignFactory, publish, translate


@pytest.fixture
def hub(site):
    return CampaignFactory(title="Seeking Sanctuary", slug="seeking-sanctuary")


def states(page):
    return {code: version.state for code, version in versions_of(page).items()}


def test_page_of_one_language_is_original_there_and_missing_elsewhere(hub):
    assert states(hub) == {"en": State.ORIGINAL, "es": State.MISSING}


def test_draft_translation_is_missing(hub):
    translate(hub, publish=False)

    assert states(hub) == {"en": State.ORIGINAL, "es": State.MISSING}


def test_published_translation_is_translated(hub):
    spanish = translate(hub)

    assert states(hub) == states(spanish) == {"en": State.ORIGINAL, "es": State.TRANSLATED}


def test_the_same_words_published_again_leave_no_translation_behind(hub):
    translate(hub)
    publish(hub)

    assert states(hub)["es"] is State.TRANSLATED


def test_translation_catches_up_when_it_is_synced_and_published(hub):
    translate(hub)
    hub.summary = "Another summary."
    publish(hub)
    translate(hub)

    assert states(hub)["es"] is State.TRANSLATED


def test_translation_is_behind_once_its_source_says_something_else(hub):
    translate(hub)
    hub.summary = "Another summary."
    publish(hub)

    assert states(hub)["es"] is State.OUTDATED


def test_spanish_can_be_the_original(site):
    spanish = CampaignFactory(code="es")
    translate(spanish, "en")

    assert states(spanish) == {"en": State.TRANSLATED, "es": State.ORIGINAL}


def test_unpublished_source_leaves_the_translation_standing(hub):
    spanish = translate(hub)
    hub.unpublish()

    assert states(spanish) == {"en": State.MISSING, "es": State.TRANSLATED}


def test_alias_is_not_a_version(hub, site):
    locale = site.homes["es"].locale
    alias = hub.copy_for_translation(locale, copy_parents=True, alias=True)
    alias.live = True
    alias.save()

    assert states(hub)["es"] is State.MISSING
