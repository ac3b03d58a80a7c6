"""What Wagtail says in the language that was active when it was first asked, it says in everybody's."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from campaigns.blocks.action_kinds import AttendActionBlock
from tests.factories import UserFactory
from tests.reading import parse, words


@pytest.fixture
def admin(site, client):
    """A function that gives the page at an address to a person of a language."""

    def read(path, code):
        user = UserFactory(is_superuser=True)
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = code
        profile.save()
        client.force_login(user)
        return parse(client.get(path))

    return read


def test_which_pages_can_be_chosen():
    block = AttendActionBlock().child_blocks["event"]
    for code, text in (("en", "Choose a page (Event)"), ("es", "Seleccionar una página (Evento)")):
        with override(code):
            assert text in block.widget.render("event", None, {"id": "event"})


def test_filters_of_redirects(admin):
    path = reverse("wagtailredirects:index")
    for code, texts in (("en", "All Permanent Temporary"), ("es", "Todos Permanente Temporal")):
        (choices,) = admin(path, code).xpath("//*[@id='id_is_permanent']")
        assert words(choices) == texts


def test_the_help_menu_leads_to_no_news_in_english(admin):
    for code in ("en", "es"):
        assert "whats-new" not in words(
            admin(reverse("wagtailadmin_home"), code).xpath("//script[@id='wagtail-sidebar-props']")
        )
