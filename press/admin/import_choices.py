"""What can be chosen in the forms of imports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale

from press.models import ImportRow
from site_project.i18n.language_choices import CODES, alphabetical, language_name


@dataclass(frozen=True, slots=True)
class Hubs:
    """The campaigns that rows can be filed under."""

    #: (primary key, title) of one hub of each campaign, by title.
    choices: list[tuple[int, str]]
    #: The title by the primary key of any hub: all languages of one campaign have the same here.
    titles: dict[int, str]

    @classmethod
    def of(cls, locale_ids: Iterable[int]) -> Hubs:
        """Those with a hub in one of these locales, each in the default language if there is such a hub. Titles that
        several campaigns share are told apart by their slugs. Two queries."""
        own, default = set(locale_ids), Locale.get_default().pk
        model: Any = ImportRow._meta.get_field("campaign").related_model
        pages = list(model.objects.order_by("pk").values_list("pk", "title", "slug", "translation_key", "locale"))
        # The last one counts.
        pages.sort(key=lambda page: (page[4] in own, page[4] == default))
        chosen = {key: (pk, title, slug, locale) for pk, title, slug, key, locale in pages}
        often = Counter(title for _pk, title, _slug, _locale in chosen.values())
        names = {
            key: f"{title} ({slug})" if often[title] > 1 else title for key, (_pk, title, slug, _l) in chosen.items()
        }
        choices = [(pk, names[key]) for key, (pk, _title, _slug, locale) in chosen.items() if locale in own]
        choices.sort(key=lambda choice: choice[1].casefold())
        return cls(choices, {pk: names[key] for pk, _title, _slug, key, _locale in pages})


def languages() -> list[tuple[str, str]]:
    """(code, name) of the languages that coverage is written in, by name in the reader's language."""
    return sorted(((code, language_name(code).capitalize()) for code in CODES), key=alphabetical)
