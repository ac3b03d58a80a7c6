"""Pages, each below the index that it belongs to, and their translations."""

import datetime as dt

import factory
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from campaigns.models import CampaignIndexPage, CampaignPage, EventIndexPage, EventPage
from home.models import HomePage, StandardPage
from press.newsroom.models import NewsIndexPage, NewsPage
from tests.factories.indexing import indexed_once


class PageFactory(factory.django.DjangoModelFactory):
    """A published page below its index page in the language `code`, or below `parent`."""

    class Meta:
        abstract = True

    title = factory.Sequence("A page of the site, number {}".format)
    slug = factory.Sequence("page-{}".format)
    summary = factory.LazyAttribute(lambda page: f"What {page.title} is about.")

    @classmethod
    @indexed_once()
    def _create(cls, model_class, *args, parent=None, code="en", live=True, **kwargs):
        if parent is None:
            parent = cls._parent(code)
        page = model_class(*args, locale=parent.locale, live=False, **kwargs)
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        if live:
            publish(page)
        return model_class.objects.get(pk=page.pk)


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    @staticmethod
    def _parent(code):
        return HomePage.objects.get(locale__language_code=code)


class CampaignFactory(PageFactory):
    class Meta:
        model = CampaignPage

    @staticmethod
    def _parent(code):
        return CampaignIndexPage.objects.get(locale__language_code=code)


class NewsFactory(PageFactory):
    class Meta:
        model = NewsPage

    date = dt.date(2018, 7, 12)

    @staticmethod
    def _parent(code):
        return NewsIndexPage.objects.get(locale__language_code=code)


class EventFactory(PageFactory):
    class Meta:
        model = EventPage

    start = factory.LazyFunction(lambda: timezone.now().replace(microsecond=0) + dt.timedelta(days=10))
    end = factory.LazyAttribute(lambda event: event.start + dt.timedelta(hours=2))
    place_name = "Town hall"

    @staticmethod
    def _parent(code):
        return EventIndexPage.objects.get(locale__language_code=code)


def publish(page):
    """Publish what is in memory, as the editor's "Publish" does."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@indexed_once()
def translate(instance, code="es", convert=lambda text: f"{text} (traducido)", publish=True):
    """Submit `instance` for translation into `code`, give every string a translation, and publish unless told not to.

    Returns the translated instance.
    """
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    locale = Locale.objects.get(language_code=code)
    job, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        data = segment.string.data
        is_slug = segment.context.path == "slug"
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": f"{data}-{code}" if is_slug else convert(data)},
        )
    job.save_target(publish=False)
    target = job.get_target_instance()
    if publish:
        target.get_latest_revision().publish()
    target.refresh_from_db()
    return target
