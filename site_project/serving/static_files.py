"""Static files as visitors get them."""

from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware

from site_project.serving.build import STAMP

#: Notes of the build beside the files: the fingerprint of the sources; which name became which.
NOTES = (STAMP, "staticfiles.json")


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise, which serves whatever lies in the folder."""

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        if not url.endswith(tuple(f"/{name}" for name in NOTES)):
            super().add_file_to_dictionary(url, path, stat_cache)

    def find_file(self, url: str) -> Any:
        return None if url.endswith(NOTES) else super().find_file(url)
