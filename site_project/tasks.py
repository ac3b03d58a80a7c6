"""Work of the core in the background."""

import logging
from functools import partial

from django.db import transaction
from django_tasks import task
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from site_project.models import SiteImage

logger = logging.getLogger(__name__)


@task(backend="background")
def make_sizes(page_pk: int) -> None:
    """Make the sizes of every picture on a page, so that no visitor waits for them."""
    page = Page.objects.filter(pk=page_pk).specific().first()
    if page is None:
        return
    crops = getattr(page, "image_crops", ())
    pictures = ReferenceIndex.get_references_for_object(page).filter(to_content_type__model="siteimage")
    for image in SiteImage.objects.filter(pk__in=list(pictures.values_list("to_object_id", flat=True))):
        try:
            image.get_renditions(*image.photo_specs(), image.CARD)
            for crop in crops if image.pk == getattr(page, "image_id", None) else ():
                image.get_renditions(*image.photo_specs(crop))
        except Exception:  # a broken file can raise nearly anything; the page goes on without the picture
            logger.warning("No sizes can be made of the image %s.", image.pk, exc_info=True)


def make_sizes_later(instance: Page, **_signal: object) -> None:
    transaction.on_commit(partial(make_sizes.enqueue, instance.pk))


def connect() -> None:
    page_published.connect(make_sizes_later, dispatch_uid="make-sizes")
