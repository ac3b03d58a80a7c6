"""What visitors read of each translation."""

from typing import ClassVar

from django.db import models
from wagtail_localize.models import Translation


class Published(models.Model):
    """What visitors read of one translation: its texts with the source text that each translates.

    `StringTranslation` is the translator's desk: it holds what may be published one day. Only this is public.
    """

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="published")
    #: By path: {"template": the frame of a rich text or None, "strings": [[hash of the source, text, attributes], …]}.
    #: The hash is empty where visitors read the source's own words.
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
    #: The ids of the blocks that are shown in the language of the source.
    source_blocks = models.JSONField(default=list)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.behind} behind"
