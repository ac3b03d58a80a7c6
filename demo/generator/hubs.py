"""Sample hubs: real pages, in every language of the site."""

import random
import uuid

from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import String, TranslatableObject, TranslationSource

from campaigns.enums import Accent, CampaignStatus
from campaigns.models import CampaignIndexPage, CampaignPage
from demo.generator.words import CAMPAIGNS, PLACES
from press.newsroom.enums import Grouping, PressListMode

SLUG = "generated-"


def make_hubs(count: int, rng: random.Random) -> list[CampaignPage]:
    """Add `count` hubs below each campaign index. Returns those of the first language.

    A hub shows fifteen pieces, as the demo's does. The pages are published as they are, without a history.
    """
    indexes = CampaignIndexPage.objects.filter(live=True).select_related("locale").order_by("pk")
    made: list[CampaignPage] = []
    keys = [uuid.UUID(int=rng.getrandbits(128), version=4) for _ in range(count)]
    with disable_reference_index_auto_update():
        for place, index in enumerate(indexes):
            parent = Page.objects.get(pk=index.pk)
            for number, key in enumerate(keys):
                hub = _hub(number, key, index.locale)
                parent.add_child(instance=hub)
                if place == 0:
                    made.append(hub)
    return made


def _hub(number: int, key: uuid.UUID, locale: object) -> CampaignPage:
    code = getattr(locale, "language_code", "")
    titles = CAMPAIGNS.get(code, CAMPAIGNS["en"])
    title = titles[number % len(titles)].format(PLACES[number % len(PLACES)])
    now = timezone.now()
    states = list(CampaignStatus)
    return CampaignPage(
        title=f"{title} {number + 1}",
        slug=f"{SLUG}{number + 1}",
        translation_key=key,
        locale=locale,
        status=CampaignStatus.ACTIVE if number % 3 else states[number % len(states)],
        accent=list(Accent)[number % len(Accent)],
        live=True,
        first_published_at=now,
        last_published_at=now,
        body=[
            (
                "press_list",
                {
                    "heading": title,
                    "mode": PressListMode.AUTOMATIC.value,
                    "limit": 15,
                    "group_by": Grouping.DAY.value,
                    "link_label": title,
                },
            )
        ],
    )


def remove_hubs() -> int:
    """Take the sample hubs away again. Returns how many pages went."""
    hubs = list(CampaignPage.objects.filter(slug__startswith=SLUG))
    keys = [hub.pk for hub in hubs]
    for hub in hubs:
        hub.delete()
    PageLogEntry.objects.filter(page_id__in=keys).delete()
    # What the translators' desk knew of them.
    known = TranslatableObject.objects.filter(pk__in=[hub.translation_key for hub in hubs])
    TranslationSource.objects.filter(object__in=known).delete()
    known.delete()
    String.objects.filter(segments=None, translations=None).delete()
    return len(hubs)
