"""Static files as visitors get them."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from site_project.serving.build import STAMP

#: Notes of the build beside the files: the fingerprint of the sources; which name became which.
NOTES = (STAMP, "staticfiles.json")


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise, which serves whatever lies in the folder. It looks at a file when that is first asked for: there are
    hundreds, and a page has five."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        url = request.path_info
        if not self.autorefresh and url.startswith(self.static_prefix) and url not in self.files:
            found = self.find_file(url)
            if found is not None:
                self.files[url] = found
        response: HttpResponseBase = super().__call__(request)
        return response

    def add_files(self, root: str, prefix: str | None = None) -> None:
        self.directories.insert(0, (f"{Path(root).absolute()}/", prefix))

    def find_file(self, url: str) -> Any:
        return None if url.endswith(NOTES) else super().find_file(url)
