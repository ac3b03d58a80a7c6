"""Whatever makes a page public, private or scheduled, its translations tell the truth afterwards."""

import datetime as dt
import json

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from campaigns.enums import EventStatus
from site_project.i18n.translations import State, versions_of
from tests.factories import EventFactory, StandardPageFactory, publish, translate
from tests.reading import parse, words
from tests.translation.helpers import translation_to
from translation.publishing import publish as publish_translation

pytestmark = pytest.mark.deep(postgres=True)


def state(page):
    return versions_of(page)["es"].state


class TestPrivacy:
    @pytest.fixture
    def english(self, site):
        return StandardPageFactory()

    @pytest.fixture
    def spanish(self, english):
        return translate(english)

    def restrict(self, page, kind=PageViewRestriction.PASSWORD, **fields):
        return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)

    def test_a_page_made_private_is_private_in_every_language(self, client, english, spanish):
        restriction = self.restrict(english, password="open")
        assert 'type="password"' in client.get(spanish.url).text
        restriction.password = "sesame"
        restriction.save()
        assert check_password("sesame", spanish.view_restrictions.get().password)
        restriction.delete()
        assert not spanish.view_restrictions.exists()

    def test_a_deleted_original_leaves_its_translation_private(self, client, english, spanish):
        self.restrict(english, password="open")
        english.delete()
        assert check_password("open", spanish.view_restrictions.get().password)
        assert 'type="password"' in client.get(spanish.url).text

    def test_so_are_its_groups(self, english, spanish):
        group = Group.objects.create(name="Council")
        self.restrict(english, PageViewRestriction.GROUPS).groups.set([group])
        assert list(spanish.view_restrictions.get().groups.all()) == [group]

    def test_a_translation_can_be_more_private(self, english, spanish):
        self.restrict(spanish, password="only here")
        publish(english)
        publish_translation(translation_to(spanish), None)
        assert check_password("only here", spanish.view_restrictions.get().password)
        assert not english.view_restrictions.exists()

    def test_a_first_translation_is_private_too(self, english):
        self.restrict(english, password="open")
        spanish = translate(english, publish=False)
        publish_translation(translation_to(spanish), None)
        assert check_password("open", spanish.view_restrictions.get().password)


class TestSchedule:
    def scheduled(self, page, days):
        page.go_live_at = timezone.now() + dt.timedelta(days=days)
        page.save_revision().publish()

    def test_a_translation_waits_for_its_scheduled_original(self, site, client):
        english = StandardPageFactory(live=False)
        self.scheduled(english, 7)
        spanish = translate(english, publish=False)
        publish_translation(translation_to(spanish), None)

        spanish.refresh_from_db()
        assert not spanish.live
        assert spanish.scheduled_revision.approved_go_live_at == english.scheduled_revision.approved_go_live_at

        self.scheduled(english, 9)
        del spanish.scheduled_revision
        assert spanish.scheduled_revision.approved_go_live_at >= timezone.now() + dt.timedelta(days=8)

    @pytest.mark.parametrize("first", ["english", "spanish"])
    def test_facts_hold_when_both_go_live_in_one_run(self, site, clock, first):
        english = EventFactory(status=EventStatus.SCHEDULED)
        spanish = translate(english)
        english.status = EventStatus.CANCELLED
        seconds = {"english": (60, 61), "spanish": (61, 60)}[first]
        for page, later in zip((english, spanish), seconds, strict=True):
            page.go_live_at = timezone.now() + dt.timedelta(seconds=later)
            page.save_revision().publish()
        clock.shift(dt.timedelta(minutes=5))
        call_command("publish_scheduled")

        spanish.refresh_from_db()
        assert spanish.status == EventStatus.CANCELLED
        assert spanish.title.endswith("(traducido)")


class TestOtherWays:
    """The draft of a translation may hold the words of its original."""

    @pytest.fixture
    def english(self, site):
        return StandardPageFactory(summary="In English.")

    @pytest.fixture
    def draft(self, english):
        source, _created = TranslationSource.update_or_create_from_instance(english)
        spanish_locale = translate(StandardPageFactory()).locale
        job, _created = Translation.objects.update_or_create(
            source=source, target_locale=spanish_locale, defaults={"enabled": True}
        )
        job.save_target(publish=False)
        return job.get_target_instance()

    def test_the_api_of_the_admin_publishes_no_translation(self, admin_client, draft):
        url = reverse("wagtailadmin_api:pages:action", args=[draft.pk, "publish"])
        answer = admin_client.post(url, "{}", content_type="application/json")
        assert answer.status_code == 400
        assert not Page.objects.get(pk=draft.pk).live

    def test_an_approval_leaves_the_words_of_the_original_out(self, draft, client):
        draft.get_latest_revision().publish()
        draft.refresh_from_db()
        assert draft.live
        assert draft.summary == ""
        assert state(draft) is State.PARTIAL


class TestFaults:
    @pytest.mark.parametrize("name", ["compose", "snapshot.take"])
    def test_what_could_not_be_carried_over_counts_as_behind(self, site, monkeypatch, caplog, name):
        english = EventFactory(status=EventStatus.SCHEDULED)
        spanish = translate(english)

        def fail(*args):
            raise ValueError("broken")

        monkeypatch.setattr(f"translation.carrying.{name}", fail)
        english.status = EventStatus.CANCELLED
        publish(english)
        assert english.status == EventStatus.CANCELLED
        assert "could not be" in caplog.text
        assert state(spanish) is State.OUTDATED

        monkeypatch.undo()
        publish(english)
        spanish.refresh_from_db()
        assert spanish.status == EventStatus.CANCELLED
        assert state(spanish) is State.TRANSLATED


class TestState:
    def test_a_place_that_is_shown_in_english_says_so_and_makes_it_partial(self, site, client):
        english = EventFactory(place_name="Old hall", address="1 Old Street")
        spanish = translate(english)

        def place():
            tree = parse(client.get(spanish.url))
            found = tree.xpath("//dd/p[@translate='no']")
            return [(words(line), line.get("lang")) for line in found]

        assert place() == [("Old hall (traducido)", None), ("1 Old Street (traducido)", None)]
        english.place_name = "New hall"
        publish(english)
        assert place() == [("New hall", "en"), ("1 Old Street (traducido)", None)]
        assert state(spanish) is State.PARTIAL
        translate(english)
        assert place()[0] == ("New hall (traducido)", None)

    def test_a_block_made_again_is_shown_and_not_behind(self, site, client):
        english = StandardPageFactory(body=[("text", "<p>One.</p>")])
        spanish = translate(english)
        english.body = json.dumps([{"type": "text", "value": "<p>One.</p>"}])
        publish(english)
        assert "One. (traducido)" in client.get(spanish.url).text
        assert state(spanish) is State.TRANSLATED

    def test_an_original_made_again_from_its_translation(self, site):
        english = StandardPageFactory()
        spanish = translate(english)
        english.delete()
        again = translate(type(spanish).objects.get(pk=spanish.pk), "en", convert=lambda text: text)
        publish(type(spanish).objects.get(pk=spanish.pk))
        assert versions_of(again)["es"].state is State.ORIGINAL
        assert versions_of(again)["en"].state is State.TRANSLATED
