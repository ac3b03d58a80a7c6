"""Somebody who has two sections to do with learns nothing of the drafts in others: not by reports, nor above a public page."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from site_project.users.permissions import access_admin_permission, grant_page_permissions
from tests.factories import CampaignFactory, StandardPageFactory, UserFactory
from tests.reading import parse, words

pytestmark = pytest.mark.deep(postgres=True)

DRAFT = "Hidden guava"


@pytest.fixture
def own(site):
    return [CampaignFactory(title="Sanctuary"), CampaignFactory(title="Harbour")]


@pytest.fixture
def limited(client, own):
    group = Group.objects.create(name="Two hubs")
    group.permissions.add(access_admin_permission())
    for hub in own:
        grant_page_permissions(group, hub, ["add", "change"])
    client.force_login(UserFactory(group="Two hubs"))
    return client


@pytest.fixture
def public_below(own):
    """A public page below a hub that is a draft."""
    hidden = CampaignFactory(title=DRAFT)
    public = StandardPageFactory(title="Public papaya", parent=hidden)
    hidden.unpublish()
    Page.objects.filter(pk=public.pk).update(live=True)
    return public


def test_a_picker_does_not_name_the_draft_above_a_public_page(limited, own, public_below, admin_user):
    addresses = (f"/admin/choose-page/{public_below.pk}/", "/admin/choose-page/search/?q=papaya")
    for address in addresses:
        answer = limited.get(address)
        assert "Public papaya" in answer.text and DRAFT not in answer.text, address
    assert own[0].get_parent().title in limited.get(f"/admin/choose-page/{own[0].pk}/").text
    limited.force_login(admin_user)
    for address in addresses:
        assert DRAFT in limited.get(address).text, address


def test_the_report_of_page_types_counts_what_one_may_see(limited, own, public_below, admin_user):
    def row(query=""):
        answers = [limited.get(f"/admin/reports/page-types-usage/{part}{query}") for part in ("", "results/")]
        rows = [words(row) for answer in answers for row in parse(answer).xpath("//tr")]
        first, second = [row for row in rows if "campaigns.campaignpage" in row]
        assert first == second
        return first

    for query in ("", "?page_locale=en"):
        assert DRAFT not in row(query) and "Harbour" in row(query) and "campaigns.campaignpage 2 " in row(query)
    limited.force_login(admin_user)
    assert "campaigns.campaignpage 3 " in row() and DRAFT in row()
