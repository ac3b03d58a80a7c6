"""Rich text that can hold images or embedded media, which translation does not see."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.checks import Error
from wagtail.rich_text import features as registry

#: What would be lost, by the name of the editor's feature.
BLIND = {
    "image": "the text alternatives of its images are skipped by translation",
    "embed": "its embedded media cannot be changed in a translation",
}


def problems_in_features(editor: str, features: Iterable[str] | None, path: str) -> Iterator[Error]:
    """The problems of a rich text with these editor features; None stands for the editor's default ones."""
    offered = default_features(editor) if features is None else features
    for feature in BLIND.keys() & set(offered):
        origin = " (by default)" if features is None else ""
        yield Error(
            f'{path}: the rich text offers "{feature}"{origin}, and {BLIND[feature]}.',
            hint="Name the features without it, and give images and media blocks of their own.",
            id="translation.E007",
        )


def default_features(editor: str) -> list[str]:
    """What an editor offers where no features are named: its setting, else everything that apps have registered."""
    configured = getattr(settings, "WAGTAILADMIN_RICH_TEXT_EDITORS", {}).get(editor, {})
    features = (configured.get("OPTIONS") or {}).get("features")
    return list(registry.get_default_features() if features is None else features)
