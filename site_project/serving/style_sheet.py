"""The site's style sheet as visitors get it: one file, where the sources are one for each concern."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "site/css/site.css"
_IMPORT = re.compile(r'@import "([\w.-]+)";')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class Bundle:
    """Stands for the storage that `site.css` lies in: gives it with the files that it imports in their places."""

    def __init__(self, storage: Any, path: str) -> None:
        self.storage, self.path = storage, path

    def open(self, path: str) -> ContentFile:
        """The whole sheet, without comments. The files lie side by side: addresses in them stay as they are."""
        folder = self.path.rpartition("/")[0]
        sheet = _IMPORT.sub(lambda found: self._read(f"{folder}/{found[1]}"), self._read(self.path))
        return ContentFile(_COMMENT.sub("", sheet).encode(), name=path)

    def _read(self, path: str) -> str:
        with self.storage.open(path) as file:
            return str(file.read().decode())


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage (hashed names, compressed files), with the style sheet in one file."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put the bundle in the place of `site.css` before names are hashed."""
        if SHEET in paths:
            paths = {**paths, SHEET: (Bundle(*paths[SHEET]), SHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
