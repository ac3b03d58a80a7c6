"""Terms and their translations."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Locale

from site_project.text import collapse_whitespace


class TermQuerySet(models.QuerySet["Term"]):
    """Terms."""

    def between(self, source: Locale, target: Locale) -> "TermQuerySet":
        """Those of one language for texts in another."""
        return self.filter(source_locale=source, target_locale=target)


class Term(models.Model):
    """A term of one language and how it is said in another."""

    #: Translators keep the glossary (`site_project.users.groups`).
    kept_by_translators = True

    source_locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language of the term")
    )
    text = models.CharField(_("term"), max_length=120)
    target_locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language of the translation")
    )
    translation = models.CharField(
        _("translation"),
        max_length=255,
        help_text=_("Several: separate them with semicolons, the preferred one first."),
    )
    do_not_use = models.CharField(
        _("do not use"),
        max_length=255,
        blank=True,
        help_text=_("Words that are wrong here; separate them with semicolons."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("The reason, for translators."))

    objects = TermQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("text"), FieldPanel("source_locale")]),
        FieldRowPanel([FieldPanel("translation"), FieldPanel("target_locale")]),
        FieldPanel("do_not_use"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering: ClassVar[list[str]] = ["text", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source_locale", "target_locale", "text"],
                name="one_term_per_language",
                violation_error_message=_("The glossary has this term already."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def translations(self) -> list[str]:
        """What may be said, the preferred one first."""
        return _parts(self.translation)

    @property
    def unwanted(self) -> list[str]:
        """What may not be said."""
        return _parts(self.do_not_use)

    def clean(self) -> None:
        """Tidy, and refuse what contradicts itself."""
        self.text = collapse_whitespace(self.text)
        if self.translation.strip() and not self.translations:
            raise ValidationError({"translation": _("Enter at least one translation.")})
        self.translation = "; ".join(self.translations)
        self.do_not_use = "; ".join(self.unwanted)
        if self.source_locale_id == self.target_locale_id:
            raise ValidationError({"target_locale": _("This is the language of the term.")})
        both = {text.casefold() for text in self.translations} & {text.casefold() for text in self.unwanted}
        if both:
            message = _("This is among the translations: %(text)s.")
            raise ValidationError({"do_not_use": ValidationError(message, params={"text": ", ".join(sorted(both))})})


def _parts(text: str) -> list[str]:
    return [part for part in map(collapse_whitespace, text.split(";")) if part]
