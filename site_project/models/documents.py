"""Documents, and whether visitors may have them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document


class SiteDocument(AbstractDocument):
    """A document. Visitors get it while something public links to it; see `site_project.documents`."""

    is_public = models.BooleanField(
        _("public by itself"),
        default=False,
        help_text=_(
            "Visitors can open it even when no published page or menu links to it. Only people who may publish can change this."
        ),
    )

    admin_form_fields = (*Document.admin_form_fields, "is_public")

    class Meta(AbstractDocument.Meta):
        # Wagtail asks for this permission when a document is picked from the library.
        permissions = [("choose_document", "Can choose document")]
