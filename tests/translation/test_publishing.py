"""What visitors read in Spanish when the English changes: facts at once, words never in English by accident."""

import datetime as dt
import json
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.rich_text import RichText
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringTranslation, Translation

from campaigns.enums import EventStatus
from home.models import Navigation
from site_project.i18n.translations import State, versions_of
from tests.factories import (
    EventFactory,
    ImageFactory,
    NewsFactory,
    StandardPageFactory,
    UserFactory,
    publish,
    translate,
)
from tests.translation.helpers import fill, messages_of, translation_to
from translation.models import Published
from translation.publishing import publish as publish_translation

pytestmark = pytest.mark.deep(postgres=True)


@pytest.fixture
def translator(site, client):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return user


def editor_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class TestFacts:
    def test_a_cancelled_event_is_cancelled_in_spanish_at_once(self, site, client):
        english = EventFactory(status=EventStatus.SCHEDULED)
        spanish = translate(english)
        english.status, english.start = EventStatus.CANCELLED, english.start + dt.timedelta(days=1)
        publish(english)

        spanish.refresh_from_db()
        assert (spanish.status, spanish.start) == (EventStatus.CANCELLED, english.start)
        assert spanish.over_at == english.over_at
        assert spanish.title.endswith("(traducido)")
        assert spanish.live_revision.content["status"] == EventStatus.CANCELLED
        assert "STATUS:CANCELLED" in client.get(spanish.calendar_url).text

    @pytest.mark.parametrize("by_hand", [True, False])
    def test_what_expires_expires_in_every_language(self, site, client, by_hand):
        english = StandardPageFactory(title="Alert")
        spanish = translate(english)
        if by_hand:
            Translation.objects.filter(pk=translation_to(spanish).pk).update(enabled=False)
        english.expire_at = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
        publish(english)
        spanish.refresh_from_db()
        assert spanish.expire_at == english.expire_at
        moment = timezone.now() - dt.timedelta(minutes=1)
        Page.objects.filter(pk__in=[english.pk, spanish.pk]).update(expire_at=moment)
        call_command("publish_scheduled")
        assert [client.get(page.url).status_code for page in (english, spanish)] == [404, 404]

    def test_a_draft_in_english_changes_nothing(self, site):
        english = EventFactory(status=EventStatus.SCHEDULED)
        spanish = translate(english)
        english.status = EventStatus.CANCELLED
        english.save_revision()

        spanish.refresh_from_db()
        assert spanish.status == EventStatus.SCHEDULED

    def test_a_draft_in_spanish_stays_a_draft(self, site):
        english = EventFactory(status=EventStatus.SCHEDULED)
        spanish = translate(english)
        spanish.title = "Otro título"
        draft = spanish.save_revision()
        english.status = EventStatus.CANCELLED
        publish(english)

        spanish.refresh_from_db()
        draft.refresh_from_db()
        assert spanish.title != "Otro título"
        assert (draft.content["title"], draft.content["status"]) == ("Otro título", EventStatus.CANCELLED)

    def test_the_same_facts_leave_the_translation_alone(self, site):
        start = dt.datetime(2027, 3, 1, 18, tzinfo=dt.UTC)  # revisions keep no microseconds
        text = ("text", RichText("<p>One.</p>"))
        english = EventFactory(start=start, end=start + dt.timedelta(hours=2), body=[text])
        spanish = translate(english)
        before = spanish.last_published_at
        english.refresh_from_db()
        english.body.append(("text", RichText("<p>A text that waits.</p>")))
        publish(english)

        spanish.refresh_from_db()
        assert spanish.last_published_at == before
        assert not PageLogEntry.objects.filter(page=spanish, action="translation.flow").exists()
        assert PageLogEntry.objects.filter(page=spanish, action="wagtail.publish").count() == 1

    def test_the_next_spanish_words_do_not_bring_old_facts_back(self, site):
        english = EventFactory(status=EventStatus.SCHEDULED)
        spanish = translate(english)
        english.status, english.summary = EventStatus.CANCELLED, "It will not take place."
        publish(english)
        translation_to(spanish).save_target(publish=True)

        spanish.refresh_from_db()
        assert spanish.status == EventStatus.CANCELLED

    @pytest.fixture
    def event(self, site):
        return EventFactory(title="Town hall", summary="Come and speak.")

    def test_an_event_that_is_moved_is_moved_in_spanish(self, event, client):
        spanish = translate(event)
        before = spanish.last_published_at
        event.start += dt.timedelta(days=3)
        event.end = None
        publish(event)

        spanish.refresh_from_db()
        assert spanish.start == event.start
        assert spanish.over_at == event.over_at
        assert spanish.last_published_at > before
        assert spanish.live_revision.as_object().start == event.start

    def test_facts_reach_a_page_that_is_edited_by_hand(self, event):
        spanish = translate(event)
        Translation.objects.filter(pk=translation_to(spanish).pk).update(enabled=False)
        spanish.title = "A mano"
        publish(spanish)
        event.title, event.status = "Another name", EventStatus.CANCELLED
        publish(event)

        spanish.refresh_from_db()
        assert (spanish.title, spanish.status) == ("A mano", EventStatus.CANCELLED)
        assert spanish.live_revision.as_object().status == EventStatus.CANCELLED

    def test_facts_that_were_changed_by_hand_stay(self, event):
        spanish = translate(event)
        Translation.objects.filter(pk=translation_to(spanish).pk).update(enabled=False)
        spanish.start, spanish.end = event.start + dt.timedelta(days=7), None
        publish(spanish)
        event.start += dt.timedelta(days=1)
        event.status = EventStatus.MOVED
        event.end = None
        publish(event)

        spanish.refresh_from_db()
        assert spanish.start == event.start + dt.timedelta(days=6)
        assert spanish.status == EventStatus.MOVED

    def test_a_note_on_the_old_status_goes(self, event):
        event.status_note = "Doors open at six."
        publish(event)
        spanish = translate(event)
        event.status, event.status_note = EventStatus.CANCELLED, "The hall is closed."
        publish(event)

        spanish.refresh_from_db()
        assert spanish.status_note == ""


class TestState:
    """Outdated is what says something else than its original, not what was published earlier."""

    @pytest.fixture
    def english(self, site):
        start = dt.datetime(2027, 3, 1, 18, tzinfo=dt.UTC)
        return EventFactory(start=start, end=start + dt.timedelta(hours=2), summary="Come.")

    def state(self, page):
        return versions_of(page)["es"].state

    def test_the_same_content_published_again(self, english):
        translate(english)
        for _time in range(2):
            publish(english)
            assert self.state(english) is State.TRANSLATED

    def test_the_line_breaks_of_a_browser_are_no_other_words(self, english):
        english.address = "1 Main Street\nSampleton"
        publish(english)
        translate(english)
        english.address = "1 Main Street\r\nSampleton"
        publish(english)
        assert self.state(english) is State.TRANSLATED
        assert type(english).objects.get(pk=english.pk).address == "1 Main Street\nSampleton"

    def test_facts(self, english):
        translate(english)
        english.status = EventStatus.CANCELLED
        publish(english)
        assert self.state(english) is State.TRANSLATED

    def test_words_and_facts(self, english):
        translate(english)
        english.status, english.summary = EventStatus.CANCELLED, "Stay at home."
        publish(english)
        assert self.state(english) is State.OUTDATED
        publish(english)
        assert self.state(english) is State.OUTDATED

    def test_words_that_wait_for_the_translator(self, english):
        spanish = translate(english)
        english.summary = "Come early."
        publish(english)
        translation_to(spanish).source.update_from_db()
        publish(english)
        assert self.state(english) is State.OUTDATED

    def test_publishing_costs_few_queries(self, site, django_assert_max_num_queries):
        english = EventFactory(status=EventStatus.SCHEDULED)
        translate(english)
        english.status = EventStatus.CANCELLED
        with django_assert_max_num_queries(150):
            english.save_revision().publish()


class TestWords:
    def changed(self):
        english = StandardPageFactory(summary="Old words.")
        spanish = translate(english)
        english.summary = "New words."
        publish(english)
        return english, spanish

    def summary(self, page):
        return type(page).objects.get(pk=page.pk).summary

    def test_a_changed_text_is_never_published_in_english(self, translator, client):
        _english, spanish = self.changed()
        answer = client.post(editor_of(spanish), {"action": "publish"})

        assert "1 text of the original is not translated yet" in messages_of(answer)[1]
        assert self.summary(spanish) == "Old words. (traducido)"
        assert versions_of(spanish)["es"].state is State.OUTDATED

    @pytest.mark.parametrize("data", ["", "<div>roto</div>"])
    def test_an_emptied_or_faulty_text_does_not_replace_a_good_one(self, translator, client, data):
        spanish = translate(StandardPageFactory(summary="Old words."))
        text = StringTranslation.objects.get(context__object_id=spanish.translation_key, context__path="summary")
        text.data = data
        text.save()
        client.post(editor_of(spanish), {"action": "publish"})

        assert self.summary(spanish) == "Old words. (traducido)"

    def test_bulk_publishing_leaves_translations_to_their_editor(self, translator, client):
        spanish = translate(StandardPageFactory())
        spanish.title = "In English"
        spanish.save_revision()
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        client.post(f"{url}?id={spanish.pk}")

        assert Page.objects.get(pk=spanish.pk).title == spanish.live_revision.content["title"]

    @pytest.fixture
    def event(self, site):
        return EventFactory(title="Town hall", summary="Come and speak.")

    def test_a_new_paragraph_is_left_out_until_it_is_translated(self, site, client):
        english = StandardPageFactory(body=[("text", RichText("<p>One.</p>"))])
        spanish = translate(english)
        english.body.append(("text", RichText("<p>Two.</p>")))
        publish(english)

        text = client.get(spanish.url).text
        assert "One. (traducido)" in text
        assert "Two." not in text

    def test_a_text_removed_in_english_goes(self, event):
        spanish = translate(event)
        event.summary = ""
        publish(event)

        spanish.refresh_from_db()
        assert spanish.summary == ""

    def test_a_word_and_back(self, event):
        spanish = translate(event)
        for summary in ("Come and listen.", "Come and speak."):
            event.summary = summary
            publish(event)

        spanish.refresh_from_db()
        assert spanish.summary == "Come and speak. (traducido)"
        assert translation_to(spanish).published.behind == 0


class TestTextsThatFlow:
    """What happens to Spanish texts when the English is published, text by text."""

    @pytest.fixture
    def page(self, site):
        """A function that makes an English page of paragraphs, and its Spanish."""

        def make(*paragraphs):
            english = StandardPageFactory(body=[("text", RichText("".join(f"<p>{text}</p>" for text in paragraphs)))])
            return english, translate(english)

        return make

    def published(self, english, spanish, *paragraphs):
        """What the Spanish body says once the English one says these paragraphs."""
        english.body[0].value = RichText("".join(f"<p>{text}</p>" for text in paragraphs))
        publish(english)
        spanish.refresh_from_db()
        (block,) = spanish.body
        translation = translation_to(spanish)
        assert not translation.published.has_fault
        return block.value.source, translation.published.behind

    def test_figures_are_facts(self, page):
        english, spanish = page("Of all:", "78.06%")
        text, behind = self.published(english, spanish, "Of all:", "80%")
        assert ("Of all: (traducido)" in text, "80%" in text, "78.06" in text, behind) == (True, True, False, 0)

    def test_a_text_that_was_rewritten_keeps_the_older_one_as_a_whole(self, page):
        english, spanish = page("One.", "Two.")
        before = spanish.body[0].value.source
        assert self.published(english, spanish, "Other.", "Two.", "More.") == (before, 2)

    def test_paragraphs_change_places_with_their_words(self, page):
        english, spanish = page("One.", "Two.")
        text, behind = self.published(english, spanish, "Two.", "One.")
        assert text.index("Two. (traducido)") < text.index("One. (traducido)")
        assert behind == 0

    def test_a_link_that_was_taken_out_stays_in_the_older_text(self, page):
        english, spanish = page('See <a href="https://example.org/a">this</a>.', "Two.")
        text, behind = self.published(english, spanish, "See that.", "Two.")
        assert "https://example.org/a" in text
        assert behind == 1

    def test_where_links_lead_is_a_fact(self, page):
        links = '<a href="https://example.org/{}">A</a> and <a href="https://example.org/{}">B</a>.'
        english, spanish = page(links.format("a", "b"))
        text, behind = self.published(english, spanish, links.format("c", "d"))
        assert re.findall(r'href="https://example.org/(\w)"', text) == ["c", "d"]
        assert behind == 0

    def test_each_language_has_its_own_words(self, page, french):
        english, spanish = page("One.")
        in_french = translate(english, "fr", lambda text: f"{text} (traduit)")
        publish(english)
        english.summary = "Changed."
        assert "One. (traducido)" in self.published(english, spanish, "One.")[0]
        in_french.refresh_from_db()
        assert "One. (traduit)" in in_french.body[0].value.source

    def test_a_review_goes_on_with_the_new_facts(self, site):
        english = EventFactory(status=EventStatus.SCHEDULED)
        spanish = translate(english)
        spanish.title = "Otro título"
        revision = spanish.save_revision()
        state = spanish.get_workflow().start(spanish, None)
        live = spanish.live_revision_id
        english.status = EventStatus.CANCELLED
        publish(english)

        spanish.refresh_from_db()
        revision.refresh_from_db()
        state.refresh_from_db()
        assert (spanish.latest_revision_id, spanish.live_revision_id) == (revision.pk, live)
        assert (state.status, state.current_task_state.revision_id) == ("in_progress", revision.pk)
        assert (revision.content["status"], revision.content["title"]) == (EventStatus.CANCELLED, "Otro título")

    def test_a_menu_has_a_life_of_its_own(self, site):
        items = [("link", {"label": "Give", "page": None, "url": "https://example.org/"})]
        english = Navigation.objects.create(name="Menu", locale=site.homes["en"].locale, live=False, items=items)
        publish(english)
        spanish = translate(english)
        before = spanish.first_published_at
        english.items[0].value["url"] = "https://example.org/now"
        publish(english)
        spanish.refresh_from_db()
        assert spanish.items[0].value["url"] == "https://example.org/now"
        assert spanish.first_published_at == before != english.first_published_at
        assert spanish.live and spanish.live_revision_id != english.live_revision_id


class TestPictures:
    """A translated description never stands beside a picture that it does not describe."""

    @pytest.fixture
    def english(self, site):
        figure = {"image": ImageFactory(), "alt_text": "A council votes.", "decorative": False, "caption": "The vote."}
        return NewsFactory(title="A vote", image=ImageFactory(), image_alt="A full room.", body=[("image", figure)])

    def texts(self, page):
        page = type(page).objects.get(pk=page.pk)
        figure = page.body[0].value
        return [page.image_alt, figure["alt_text"], figure["caption"]]

    OLDER = ["A full room. (traducido)", "A council votes. (traducido)", "The vote. (traducido)"]

    def change(self, english, *, pictures):
        english.image_alt, figure = "An empty room.", english.body[0].value
        figure["alt_text"], figure["caption"] = "A council adjourns.", "The end."
        if pictures:
            english.image, figure["image"] = ImageFactory(), ImageFactory()
        publish(english)

    def test_other_pictures_take_the_older_descriptions_away(self, english):
        spanish = translate(english)
        assert self.texts(spanish) == self.OLDER
        self.change(english, pictures=True)
        assert self.texts(spanish) == ["", "", ""]
        publish(english)
        assert self.texts(spanish) == ["", "", ""]
        assert Published.objects.get(translation=translation_to(spanish)).untranslated == 3

    def test_other_words_keep_them(self, english):
        spanish = translate(english)
        self.change(english, pictures=False)
        assert self.texts(spanish) == self.OLDER

    def test_until_they_are_translated(self, english, translator, client):
        spanish = translate(english)
        self.change(english, pictures=True)
        client.post(editor_of(spanish), {"action": "publish"})
        assert self.texts(spanish) == ["", "", ""]
        fill(spanish)
        client.post(editor_of(spanish), {"action": "publish"})
        assert self.texts(spanish) == ["An empty room.", "A council adjourns.", "The end."]

    def test_the_former_pictures_bring_them_back(self, english):
        spanish = translate(english)
        before = english.latest_revision
        self.change(english, pictures=True)
        before.publish()
        assert self.texts(spanish) == self.OLDER

    def test_a_picture_of_the_translation_keeps_its_own(self, english, translator):
        spanish = translate(english)
        translation = translation_to(spanish)
        own = ImageFactory()
        context = OverridableSegment.objects.get(source=translation.source, context__path="image").context
        SegmentOverride.objects.create(locale=translation.target_locale, context=context, data_json=json.dumps(own.pk))
        publish_translation(translation, translator)
        self.change(english, pictures=True)
        assert self.texts(spanish) == [self.OLDER[0], "", ""]


class TestOriginal:
    def test_nothing_goes_public_before_its_original(self, translator, client):
        english = StandardPageFactory(live=False)
        spanish = translate(english, publish=False)
        answer = client.post(editor_of(spanish), {"action": "publish"})

        assert "has not been published yet" in messages_of(answer)[0]
        assert not Page.objects.get(pk=spanish.pk).live

    def test_a_translation_without_its_original_opens_and_cannot_be_resumed(self, translator, client):
        english = StandardPageFactory()
        spanish = translate(english)
        english.delete()

        client.post(editor_of(spanish), {"localize-restart-translation": "1"})
        assert client.get(editor_of(spanish)).status_code == 200
