"""What visitors read of each translation, what waits for its translator, and what the editor notes beside strings."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext

from translation.composing import Waiting
from translation.desk.querysets import TaskQuerySet

#: The fields that `Published.count` sets.
COUNTED = ["behind", "untranslated", "words", "since", "assignee"]


class Published(models.Model):
    """What visitors read of one translation: its texts with the source text that each translates; and the task that the
    others make. There is one for each `Translation` of a page or snippet, from the publication of its original on.

    `StringTranslation` is the translator's desk: it holds what may be published one day. Only this is public.
    """

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="published")
    #: By path: {"template": the frame of a rich text or None, "strings": [[hash of the source, text, attributes], …]}.
    #: What describes a picture has its primary key as "picture". The hash is empty where visitors read the source's own
    #: words. Empty: it was never public.
    texts = models.JSONField(default=dict)
    #: By path: what takes the place of the source's picture, document or address.
    overrides = models.JSONField(default=dict)
    #: How many texts of the live source are not among those that were translated: their translation is of an older one,
    #: or there is none.
    behind = models.PositiveIntegerField(default=0, db_index=True)
    #: How many of those have none: they are left out, or shown in the language of the source.
    untranslated = models.PositiveIntegerField(default=0)
    #: Carrying over failed; it is tried again when the original is published.
    has_fault = models.BooleanField(default=False)
    #: The words of all that is behind.
    words = models.PositiveIntegerField(default=0)
    #: Since when something is behind.
    since = models.DateTimeField(null=True)
    #: Who has taken the task.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="translation_tasks"
    )
    #: What is shown in the language of the source: the ids of blocks of the body, and the paths of other texts.
    source_blocks = models.JSONField(default=list)

    objects = TaskQuerySet.as_manager()

    #: Set by `TaskQuerySet.tasks`.
    state: str
    campaign: int | None
    target_id: int | None

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.behind} behind"

    @property
    def was_public(self) -> bool:
        return bool(self.texts)

    def count(self, waiting: Waiting) -> None:
        """Note what of the original visitors do not read. A task that is done is nobody's."""
        self.behind, self.untranslated, self.words = waiting
        self.since = (self.since or timezone.now()) if self.behind else None
        if not self.behind:
            self.assignee = None


class MailSettings(models.Model):
    """Whether somebody wants to be told by mail what is new, and until when they have been."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_mail")
    is_wanted = models.BooleanField(default=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return str(self.user)


class Review(models.Model):
    """A text that nobody has looked at yet. It goes as soon as a person saves the text."""

    text = models.OneToOneField(StringTranslation, on_delete=models.CASCADE, related_name="review")
    #: The title of the page or snippet that it was taken from.
    origin = models.CharField(max_length=255)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.origin


class OfString(models.Model):
    """Something about the translation of one string, at one place, into one language.

    Not of a `StringTranslation`: that goes when a text is emptied.
    """

    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class TextVersion(OfString):
    """What a text said from one moment on; empty when it was taken away."""

    data = models.TextField(blank=True)
    #: The person, or the file, machine or page that it came from.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    origin = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        indexes: ClassVar = [models.Index(fields=["context", "string", "locale"])]
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.data


class Question(OfString):
    """What a translator asks the author about a string. Open until it is answered."""

    question = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["context", "string", "locale"], name="one_question_per_text")
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return not self.answer
