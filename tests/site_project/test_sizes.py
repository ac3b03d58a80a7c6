"""Sizes of pictures are made when a page is published, by the background, and kept without being written again."""

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage

from site_project.models import SiteImage, SiteRendition
from tests.factories import CampaignFactory, ImageFactory, NewsFactory, publish


@pytest.fixture
def news(site):
    return NewsFactory(image=ImageFactory())


def test_they_are_made_when_the_page_is_published(news, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish(news)
    made = SiteRendition.objects.count()
    assert made == len(news.image.photo_specs()) + 1
    client.get(news.url)
    assert SiteRendition.objects.count() == made


def test_a_poster_has_its_picture_upright_too(site, client, django_capture_on_commit_callbacks):
    campaign = CampaignFactory(image=ImageFactory())
    with django_capture_on_commit_callbacks(execute=True):
        publish(campaign)
    made = SiteRendition.objects.count()
    assert "portrait" in SiteImage.PHOTO_CROPS and made > len(campaign.image.photo_specs()) + 1
    client.get(campaign.url)
    assert SiteRendition.objects.count() == made


def test_a_broken_picture_stops_nothing(news, client, django_capture_on_commit_callbacks):
    default_storage.delete(news.image.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        publish(news)
    assert client.get(news.url).status_code == 200


def test_what_was_read_from_the_cache_is_not_written_back(news, client, monkeypatch):
    client.get(news.url)
    client.get(news.url)
    written = []
    monkeypatch.setattr(cache, "set", lambda key, *args, **kwargs: written.append(key))
    monkeypatch.setattr(cache, "set_many", lambda data, *args, **kwargs: written.extend(data))
    image = SiteImage.objects.get()
    image.get_renditions(*image.photo_specs())
    image.get_rendition(image.CARD)
    assert written == []
    cache.clear()
    image.get_rendition(image.CARD)
    assert len(written) == 1
