"""System checks: text that translation would skip without a word, or crash on, stops the start of the site.

`E001`–`E006` are about blocks, `E007` about rich text, `E008`–`E012` about models, `E013` about snippet views and
`E014` about settings. Each rule was seen to be true on the installed wagtail-localize; `tests/translation/test_traps.py`
fails when a newer release makes one unnecessary.

A value that is not language (a code, a number plate, a machine's name) is declared where it is defined: a block with
`not_language=True` (or in its `class Meta`), a model with `not_language = {"field", …}`.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.apps import AppConfig, apps
from django.core import checks
from django.db.models import Model
from wagtail.models import TranslatableMixin

from translation.checks import configuration, models

#: `manage.py check --tag translation` runs these alone.
TAG = "translation"


def register() -> None:
    """Tell Django about the checks; called once, when the app is ready."""
    checks.register(check_models, TAG)
    checks.register(check_snippet_views, TAG)
    checks.register(check_settings, TAG)


def check_models(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[checks.CheckMessage]:
    """Every field and block of our translatable models."""
    return [problem for model in translatable_models(app_configs) for problem in models.problems_in_model(model)]


def check_snippet_views(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[checks.CheckMessage]:
    """The admin views of our translatable snippets."""
    return list(configuration.problems_in_snippet_views(translatable_models(app_configs)))


def check_settings(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[checks.CheckMessage]:
    """The settings of wagtail-localize."""
    return list(configuration.problems_in_settings())


def translatable_models(app_configs: Iterable[AppConfig] | None = None) -> Iterator[type[Model]]:
    """The translatable models that are ours to mend: all but those of Wagtail and wagtail-localize themselves."""
    for app_config in app_configs or apps.get_app_configs():
        for model in app_config.get_models():
            if issubclass(model, TranslatableMixin) and not models.is_of_wagtail(model):
                yield model
