"""The demo's glossary."""

from django.apps import apps
from wagtail.models import Locale

from demo.content.glossary import GLOSSARY


def load_glossary() -> None:
    """Make its terms, for translating from English into Spanish."""
    english, spanish = (Locale.objects.get(language_code=code) for code in ("en", "es"))
    model = apps.get_model("translation_glossary", "Term")  # no app imports those of the translators
    model.objects.bulk_create(
        model(
            source_locale=english,
            target_locale=spanish,
            text=text,
            translation=translation,
            do_not_use=do_not_use,
            note=note,
        )
        for text, translation, do_not_use, note in GLOSSARY
    )
