"""What a translation is made of is judged again just before it is used."""

from wagtail_localize.models import Translation

from translation.guards import overrides, strings


def recheck(translation: Translation) -> None:
    """Set aside strings and overrides that cannot be used (any more). Their errors show in the editor."""
    overrides.recheck(translation)
    strings.recheck(translation)
