"""The style guide: for staff alone, with every block in each language."""

from django.test import Client

from campaigns.blocks import campaign_blocks
from tests.factories import UserFactory
from tests.reading import by_class, read, words


def test_visitors_are_asked_to_sign_in(client, site):
    response = client.get("/styleguide/")

    assert response.status_code == 302 and response["Location"].startswith("/admin/login/")


def test_shows_every_block_in_each_language_and_both_editions(site):
    staff = Client()
    staff.force_login(UserFactory(is_superuser=True))
    guide = read(staff, "/styleguide/").get_element_by_id("blocks")

    assert {str(block.label) for _name, block in campaign_blocks()} <= {words(title) for title in guide.findall("h3")}
    for edition, code, known in (("light", "en", "Two ways to take action"), ("dark", "es", "Dos maneras de actuar")):
        samples = by_class(guide, f"edition--{edition}")
        assert {sample.get("lang") for sample in samples} == {code}
        assert any(known in words(sample) for sample in samples)
