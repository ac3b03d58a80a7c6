"""wagtail-localize's button in a list of snippets, for all rows with two queries.

Its own hook asks the database twice for each row. Once it does not, this module can go: a test tells.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.functional import cached_property

# Under another name than ours: these are wagtail-localize's words, and its catalog translates them.
from django.utils.translation import gettext as their_words
from wagtail import hooks
from wagtail.admin.ui.tables import Table
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, TranslatableMixin
from wagtail.snippets.views.snippets import IndexView

#: The module of the hook that this button replaces.
THEIRS = "wagtail_localize.wagtail_hooks"


class TranslationButtons:
    """Mixed into the index view of a translatable snippet."""

    _shown: Sequence[TranslatableMixin] = ()

    def get_table(self, object_list: Iterable[TranslatableMixin]) -> Table:
        """The table; its rows are noted, to look all of them up at once."""
        self._shown = list(object_list)
        return super().get_table(self._shown)  # type: ignore[misc]

    def get_list_buttons(self, instance: object) -> list[Button]:
        """As Wagtail's view puts them together, but for who is asked."""
        return super(IndexView, self).get_list_buttons(instance)  # type: ignore[misc]

    def get_list_more_buttons(self, instance: object) -> list[Button]:
        view: Any = self
        user, here = view.request.user, view.request.path
        buttons: list[Button] = super().get_list_more_buttons(instance)  # type: ignore[misc]
        for hook in hooks.get_hooks("register_snippet_listing_buttons"):
            if hook.__module__ != THEIRS:
                buttons.extend(hook(instance, user, here))
        if user.has_perm("wagtail_localize.submit_translation"):
            buttons.extend(self._translation_buttons(instance))
        return buttons

    def _translation_buttons(self, instance: TranslatableMixin) -> Iterator[Button]:
        options, title = instance._meta, {"title": str(instance)}
        if self._locales - self._translated[instance.translation_key]:
            yield Button(
                their_words("Translate"),
                reverse(
                    "wagtail_localize:submit_snippet_translation",
                    args=[options.app_label, options.model_name, quote(instance.pk)],
                ),
                attrs={"aria-label": their_words("Translate '%(title)s'") % title},
                icon_name="wagtail-localize-language",
                priority=100,
            )

    @cached_property
    def _locales(self) -> set[int]:
        return set(Locale.objects.values_list("pk", flat=True))

    @cached_property
    def _translated(self) -> dict[uuid.UUID, set[int]]:
        found: dict[uuid.UUID, set[int]] = defaultdict(set)
        keys = [row.translation_key for row in self._shown]
        versions = type(self._shown[0])._default_manager.filter(translation_key__in=keys).order_by()
        for key, locale in versions.values_list("translation_key", "locale"):
            found[key].add(locale)
        return found
