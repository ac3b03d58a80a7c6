"""Outlets, clippings and press contacts."""

import datetime as dt

import factory
from wagtail.models import Locale

from press.link_checks.models import Link
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.models import NewsroomPage, PressContact


class OutletFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outlet

    name = factory.Sequence("The Daily Example {}".format)


class ClippingFactory(factory.django.DjangoModelFactory):
    """A published citation, filed in English. `campaign` is what it is filed under; `link_state` is what a check found."""

    class Meta:
        model = Clipping

    headline = factory.Sequence("City stands with its neighbors, part {}".format)
    outlet = factory.SubFactory(OutletFactory)
    date = dt.date(2017, 3, 28)
    url = factory.Sequence("https://example.org/story/{}".format)
    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="en"))

    @classmethod
    def _create(cls, model_class, *args, campaign=None, link_state="", **kwargs):
        clipping = model_class(*args, **kwargs)
        if campaign:
            clipping.campaign_links = [ClippingCampaign(campaign=campaign)]
        clipping.save()
        if link_state:
            Link.objects.update_or_create(clipping=clipping, defaults={"url": clipping.url, "state": link_state})
        return clipping


class PressContactFactory(factory.django.DjangoModelFactory):
    """A contact of the newsroom in the language `code`."""

    class Meta:
        model = PressContact

    name = factory.Sequence("Contact {}".format)
    email = factory.LazyAttribute(lambda contact: f"{contact.name.lower().replace(' ', '-')}@example.org")

    @classmethod
    def _create(cls, model_class, *args, code="en", **kwargs):
        page = NewsroomPage.objects.get(locale__language_code=code)
        return model_class.objects.create(page=page, locale=page.locale, **kwargs)
