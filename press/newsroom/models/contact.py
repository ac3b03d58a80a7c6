"""Whom journalists call."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from site_project.i18n.language_choices import LanguageListField


class PressContact(TranslatableMixin, Orderable):
    """A person or desk that answers journalists: for everything, or for one campaign. It belongs to the newsroom and is
    translated with it: the role is, the name, numbers and languages are not."""

    page = ParentalKey("press_newsroom.NewsroomPage", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    languages = LanguageListField(_("languages"), help_text=_("The languages that they speak with journalists."))
    campaign = models.ForeignKey(
        "site_project.Campaign",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("campaign"),
        help_text=_("Empty: for everything."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("languages"),
        FieldPanel("campaign"),
    ]

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name, overridable=False) for name in ("name", "email", "phone", "languages", "campaign")
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not self.email and not self.phone:
            message = _("Give an email address or a phone number.")
            raise ValidationError({"email": message, "phone": message})
