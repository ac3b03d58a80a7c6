"""Where the way out of a page for somebody afraid leads is the organization's to say."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from site_project.models import OrganizationSettings
from tests.factories import CampaignFactory, StandardPageFactory, UserFactory
from tests.reading import by_class, parse, read, words

WEATHER, NEWS = "https://www.weather.gov/", "https://news.example.org/today"


def ways_out(client, page):
    return read(client, page.url).xpath("//a[@data-exit]/@href")


def test_way_out_leads_to_the_weather_or_where_staff_say(client, site):
    pages = [StandardPageFactory(sensitive=True), CampaignFactory(sensitive=True)]
    assert [ways_out(client, page) for page in pages] == [[WEATHER], [WEATHER]]

    OrganizationSettings.objects.create(site=Site.objects.get(), quick_exit_url=NEWS)
    assert [ways_out(client, page) for page in pages] == [[NEWS], [NEWS]]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("http://news.example.org/", "Enter an address that begins with https://."),
        ("javascript:alert(1)", "Enter a valid URL."),
        ("https://", "Enter a valid URL."),
        ("https://officials.example.org/en/", "This address leads back to this site. Choose another one."),
        ("", "This field is required."),
    ],
)
def test_address_that_is_no_way_out_is_refused_and_kept(client, site, typed, message):
    settings = OrganizationSettings.objects.create(site=Site.objects.get(), quick_exit_url=NEWS)
    Site.objects.update(hostname="officials.example.org")
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailsettings:edit", args=["site_project", "organizationsettings", settings.site_id])
    form = {"name": "Officials", "follow_links-count": "0", "quick_exit_url": typed}

    page = parse(client.post(url, form))

    assert message in [words(error) for error in by_class(page, "error-message")]
    assert page.xpath("//input[@name='quick_exit_url']/@value") == ([typed] if typed else [])
    settings.refresh_from_db()
    assert settings.quick_exit_url == NEWS
    client.post(url, form | {"quick_exit_url": WEATHER})
    settings.refresh_from_db()
    assert settings.quick_exit_url == WEATHER
