"""The demo's pictures and documents."""

from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from demo.content.alts import IMAGE_ALTS
from demo.content.document_texts import DOCUMENTS
from demo.loader.registry import Registry

FOLDER = Path(__file__).resolve().parents[1] / "content"
LANGUAGES = ("en", "es")


def load_files(registry: Registry) -> None:
    """Put pictures and documents into the library. A file with a language in its name stands for a pair."""
    for name in IMAGE_ALTS:
        plain = FOLDER / "images" / f"{name}.png"
        if plain.exists():
            registry.images[name] = _image(plain, name)
            continue
        english, spanish = (_image(FOLDER / "images" / f"{name}-{code}.png", f"{name}-{code}") for code in LANGUAGES)
        registry.images[name] = english
        registry.overrides["social_image", english.pk] = spanish.pk
    for name, data in DOCUMENTS.items():
        english, spanish = (
            _document(FOLDER / "documents" / getattr(data["file_name"], code), getattr(data["title"], code))
            for code in LANGUAGES
        )
        registry.documents[name] = english
        registry.overrides["document", english.pk] = spanish.pk


def _image(path: Path, title: str) -> Any:
    with path.open("rb") as file:
        return get_image_model().objects.create(
            title=title.replace("-", " ").capitalize(), file=File(file, name=path.name)
        )


def _document(path: Path, title: str) -> Any:
    with path.open("rb") as file:
        document = get_document_model().objects.create(title=title, file=File(file, name=path.name))
    document.file.close()  # Wagtail has read it, to note its hash
    return document
