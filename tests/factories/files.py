"""Pictures and documents."""

import factory
import wagtail_factories
from django.core.files.base import ContentFile

from site_project.models import SiteDocument, SiteImage


class ImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = SiteImage


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteDocument

    title = factory.Sequence("Document {}".format)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4\n%%EOF\n", name="document.pdf"))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        document = super()._create(model_class, *args, **kwargs)
        document.file.close()  # Wagtail has read it, to note its hash
        return document
