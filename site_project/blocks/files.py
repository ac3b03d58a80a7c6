"""Wagtail's choosers of documents and pictures, which are read together with all that the body refers to."""

from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock

from site_project.references import FileReferring


class DocumentChooserBlock(FileReferring, WagtailDocumentChooserBlock):
    pass


class ImageChooserBlock(FileReferring, WagtailImageChooserBlock):
    pass
