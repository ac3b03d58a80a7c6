"""What navigation and footer have in common: drafts, history, and one published per language."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin


class TranslatedSnippet(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A piece of the page frame in one language. A draft stays invisible until it is published.

    Where several are published in one language, the one published last is shown.
    """

    name = models.CharField(_("name"), max_length=120, help_text=_("For staff only."))
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    @classmethod
    def shown_in(cls, code: str) -> "TranslatedSnippet | None":
        """The one that visitors see in the language `code`; None when none is published."""
        published = cls.objects.filter(locale__language_code=code, live=True)
        found: TranslatedSnippet | None = published.order_by(
            F("last_published_at").desc(nulls_last=True), "-pk"
        ).first()
        return found
