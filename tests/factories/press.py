"""Outlets and clippings."""

import datetime as dt

import factory
from wagtail.models import Locale

from press.models import Clipping, ClippingCampaign, Outlet


class OutletFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outlet

    name = factory.Sequence("The Daily Example {}".format)


class ClippingFactory(factory.django.DjangoModelFactory):
    """A published citation, filed in English. `campaign` files it under a hub."""

    class Meta:
        model = Clipping

    headline = factory.Sequence("City stands with its neighbors, part {}".format)
    outlet = factory.SubFactory(OutletFactory)
    date = dt.date(2017, 3, 28)
    url = factory.Sequence("https://example.org/story/{}".format)
    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="en"))

    @classmethod
    def _create(cls, model_class, *args, campaign=None, **kwargs):
        clipping = model_class(*args, **kwargs)
        if campaign:
            clipping.campaign_links = [ClippingCampaign(campaign=campaign)]
        clipping.save()
        return clipping
