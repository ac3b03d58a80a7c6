"""A piece that is there already, for another campaign: it is filed under this one too, and nothing else of it changes."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from press.imports.enums import ImportState, RowState
from press.models import Clipping
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, UserFactory
from tests.press.imports.helpers import add_rows, make_import
from tests.press.imports.screens import fields_of, said, send, text_of
from tests.reading import parse

TOO = "File under this campaign too"


def browser_for(group):
    browser = Client()
    browser.force_login(UserFactory(group=group))
    return browser


def campaigns_of(clipping):
    """Those that visitors see."""
    return {link.campaign_id for link in Clipping.objects.get(pk=clipping.pk).campaign_links.all()}


def campaigns_in_draft(clipping):
    draft = Clipping.objects.get(pk=clipping.pk).get_latest_revision_as_object()
    return {link.campaign_id for link in draft.campaign_links.all()}


@pytest.fixture
def theirs(site):
    return CampaignFactory(title="Their Campaign").campaign


@pytest.fixture
def ours(site):
    return CampaignFactory(title="Our Campaign").campaign


@pytest.fixture
def clipping(theirs):
    made = ClippingFactory(headline="Cities join forces", url="https://news.example/1", campaign=theirs)
    made.save_revision().publish()
    return Clipping.objects.get(pk=made.pk)


@pytest.fixture
def press_import(clipping, ours):
    made = make_import(campaign=ours)
    add_rows(
        made, {"headline": "As a newsletter calls it", "outlet": OutletFactory(), "url": f"{clipping.url}?utm_source=x"}
    )
    return made


def test_piece_of_another_campaign_is_filed_under_this_one_too_and_taken_back(press_import, clipping, theirs, ours):
    publisher = browser_for("Publishers")
    page = text_of(publisher.get(reverse("press_imports:review", args=[press_import.pk])))
    assert TOO in page and "Filed under Their Campaign" in page
    row = press_import.rows.get()
    answer = send(publisher, press_import, **{f"row-{row.pk}-campaign_too": "on", "action": "file_publish"})
    assert "filed under one more campaign" in said(answer) and "proposed" not in said(answer)
    assert campaigns_of(clipping) == campaigns_in_draft(clipping) == {theirs.pk, ours.pk}
    kept = Clipping.objects.get()
    assert (kept.headline, kept.live, kept.has_unpublished_changes) == ("Cities join forces", True, False)
    press_import.refresh_from_db()
    assert press_import.state == ImportState.FILED

    publisher.post(reverse("press_imports:undo", args=[press_import.pk]))
    assert Clipping.objects.get().live and campaigns_of(clipping) == campaigns_in_draft(clipping) == {theirs.pk}
    row.refresh_from_db()
    assert (row.state, row.duplicate_of) == (RowState.ATTENTION, clipping)


def test_two_campaigns_of_one_list_both_get_the_piece(press_import, clipping, theirs, ours):
    third = CampaignFactory(title="Third Campaign").campaign
    add_rows(press_import, {"headline": "Again", "outlet": OutletFactory(), "url": clipping.url, "campaign": third})
    publisher = browser_for("Publishers")
    ticked = {f"row-{row.pk}-campaign_too": "on" for row in press_import.rows.all()}
    send(publisher, press_import, **ticked, action="file_publish")
    assert campaigns_of(clipping) == campaigns_in_draft(clipping) == {theirs.pk, ours.pk, third.pk}
    assert not Clipping.objects.get().has_unpublished_changes

    publisher.post(reverse("press_imports:undo", args=[press_import.pk]))
    assert campaigns_of(clipping) == campaigns_in_draft(clipping) == {theirs.pk}
    assert not Clipping.objects.get().has_unpublished_changes


def test_who_may_not_publish_proposes_it_in_a_draft(press_import, clipping, theirs, ours):
    editor, row = browser_for("Editors"), press_import.rows.get()
    answer = send(editor, press_import, **{f"row-{row.pk}-campaign_too": "on", "action": "file_publish"})
    assert "One more campaign is proposed for 1 clipping" in said(answer)
    assert campaigns_of(clipping) == {theirs.pk} and campaigns_in_draft(clipping) == {theirs.pk, ours.pk}
    clipping.refresh_from_db()
    assert clipping.live and clipping.has_unpublished_changes


def test_unpublished_changes_are_not_published_along(press_import, clipping, theirs, ours):
    clipping.gloss = "Half a thought"
    clipping.save_revision()
    row = press_import.rows.get()
    send(browser_for("Publishers"), press_import, **{f"row-{row.pk}-campaign_too": "on", "action": "file_publish"})
    shown = Clipping.objects.get()
    assert campaigns_of(clipping) == campaigns_in_draft(clipping) == {theirs.pk, ours.pk}
    assert (shown.gloss, shown.get_latest_revision_as_object().gloss) == ("", "Half a thought")
    assert shown.has_unpublished_changes and shown.live_revision_id != shown.latest_revision_id


def test_draft_of_a_colleague_stays_a_draft(press_import, clipping, theirs, ours):
    clipping.unpublish()
    row = press_import.rows.get()
    send(browser_for("Publishers"), press_import, **{f"row-{row.pk}-campaign_too": "on", "action": "file_publish"})
    assert not Clipping.objects.get().live and campaigns_in_draft(clipping) == {theirs.pk, ours.pk}


def test_locked_clipping_holds_the_row_back_and_says_why(press_import, clipping, theirs):
    Clipping.objects.update(locked=True)
    row, publisher = press_import.rows.get(), browser_for("Publishers")
    send(publisher, press_import, **{f"row-{row.pk}-campaign_too": "on", "action": "file_publish"})
    row.refresh_from_db()
    assert row.state == RowState.ATTENTION and campaigns_of(clipping) == {theirs.pk}
    assert "cannot be changed now" in text_of(publisher.get(reverse("press_imports:review", args=[press_import.pk])))


def test_all_of_them_by_one_button_that_does_not_touch_what_is_filed_there_already(
    press_import, clipping, theirs, ours
):
    same = ClippingFactory(url="https://news.example/2", campaign=ours)
    add_rows(press_import, {"headline": "Filed here", "outlet": OutletFactory(), "url": same.url, "campaign": ours})
    editor = browser_for("Editors")
    assert "File 1 existing clipping under this campaign too" in text_of(
        editor.get(reverse("press_imports:review", args=[press_import.pk]))
    )
    send(editor, press_import, action="campaigns_too")
    assert list(press_import.rows.values_list("campaign_too", "state")) == [
        (True, RowState.READY),
        (False, RowState.ATTENTION),
    ]


def test_without_a_campaign_one_is_asked_for_and_a_clipping_that_is_gone_is_not_made_again(
    press_import, clipping, ours
):
    editor, row = browser_for("Editors"), press_import.rows.get()
    send(editor, press_import, **{f"row-{row.pk}-campaign_too": "on", f"row-{row.pk}-campaign": ""})
    page = editor.get(reverse("press_imports:review", args=[press_import.pk]))
    assert "Choose the campaign" in text_of(page)
    send(editor, press_import, **{f"row-{row.pk}-campaign": "Our Campaign"})
    shown = fields_of(editor.get(reverse("press_imports:review", args=[press_import.pk])))
    clipping.delete()
    editor.post(reverse("press_imports:review", args=[press_import.pk]), {**shown, "action": "file"})
    row.refresh_from_db()
    assert row.state == RowState.ATTENTION and not Clipping.objects.exists()
    assert "is gone" in text_of(editor.get(reverse("press_imports:review", args=[press_import.pk])))


def test_form_of_a_clipping_asks_once_about_an_address_that_is_there(clipping, ours):
    editor, outlet = browser_for("Editors"), OutletFactory()
    address = reverse("wagtailsnippets_press_clipping:add") + "?locale=en"
    fields = {
        "headline": "The same piece",
        "outlet": outlet.pk,
        "date": "2017-03-28",
        "kind": "article",
        "language": "en",
        "url": f"{clipping.url}?utm_source=x",
        "archive_url": "",
        "author": "",
        "quote": "",
        "gloss": "",
        "note": "",
        "campaign_links": inline_formset([]),
    }
    answer = editor.post(address, nested_form_data(fields))
    assert answer.status_code == 200 and Clipping.objects.count() == 1
    page = parse(answer)
    assert "There is a clipping with this address already: Cities join forces." in text_of(answer)
    assert page.get_element_by_id("id_headline").value == "The same piece"
    shown = page.get_element_by_id("id_shown_duplicate").value
    assert editor.post(address, nested_form_data({**fields, "shown_duplicate": shown})).status_code == 302
    assert Clipping.objects.count() == 2
    other = Clipping.objects.get(headline="The same piece")
    edit = reverse("wagtailsnippets_press_clipping:edit", args=[other.pk])
    assert editor.post(edit, nested_form_data({**fields, "author": "A. Writer"})).status_code == 302, (
        "it was asked once"
    )
