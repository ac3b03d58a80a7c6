"""A factory for every model. Pages are made in the tree of the site that the `site` fixture set up."""

from tests.factories.files import DocumentFactory, ImageFactory
from tests.factories.pages import (
    CampaignFactory,
    EventFactory,
    NewsFactory,
    StandardPageFactory,
    publish,
    translate,
)
from tests.factories.press import ClippingFactory, OutletFactory, PressContactFactory
from tests.factories.site import Site, existing_site, make_site
from tests.factories.users import UserFactory

__all__ = [
    "CampaignFactory",
    "ClippingFactory",
    "DocumentFactory",
    "EventFactory",
    "ImageFactory",
    "NewsFactory",
    "OutletFactory",
    "PressContactFactory",
    "Site",
    "StandardPageFactory",
    "UserFactory",
    "existing_site",
    "make_site",
    "publish",
    "translate",
]
