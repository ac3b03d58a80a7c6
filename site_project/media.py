"""Serves uploaded media, so that one machine needs nothing in front of it.

Visitors get renditions, the sizes that pages show; those of a draft have addresses that nobody can guess
(`SiteImage.get_upload_to`). Originals can show more than the crop that was published, and pictures of staff are their
own business: both are for staff. Documents are never served from here: `site_project.documents` does it, and knows who
may have them. A rendition whose file is gone is made again from its original.

In production a proxy or object storage can take over: see docs/operating.md.
"""

import logging
from http import HTTPStatus
from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model

from site_project.request_context import has_admin_access

logger = logging.getLogger(__name__)

PUBLIC_FOLDER = "images/"
STAFF_FOLDERS = ("original_images/", "avatar_images/")

# Seconds: 30 days. A rendition's name says what it shows and how: another size or crop has another name.
MAX_AGE = 30 * 24 * 60 * 60

# What a browser may show in place. Everything else is downloaded. (Not asked of the system: machines differ.)
IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}

# For a file opened by itself: an SVG may style itself, but runs no script and reaches nothing.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at `path` below MEDIA_ROOT: 304 when the browser has it already, 404 when it is not for this reader."""
    public = path.startswith(PUBLIC_FOLDER)
    if not public and not (path.startswith(STAFF_FOLDERS) and has_admin_access(request)):
        raise Http404
    file = _locate(path)
    if not file.is_file():
        if not public:
            raise Http404
        _make_again(path)
    status = file.stat()
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag, int(status.st_mtime))
    if response is None or response.status_code != HTTPStatus.NOT_MODIFIED:
        content_type = IMAGE_TYPES.get(file.suffix.lower())
        response = FileResponse(
            file.open("rb"),
            as_attachment=content_type is None,
            filename=file.name,
            content_type=content_type or "application/octet-stream",
        )
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(status.st_mtime)
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}" if public else "private, max-age=0"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    if public:
        # Feed readers and social networks show our pictures on pages of their own.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        patch_vary_headers(response, ["Cookie"])
    return response


def _locate(path: str) -> Path:
    """Where the file is, if there is one. Raises Http404 when `path` leads out of MEDIA_ROOT, or can be no file's."""
    try:
        file = Path(default_storage.path(path))
        file.is_file()
    except (SuspiciousFileOperation, ValueError, OSError):  # outside; a NUL byte; a name too long
        raise Http404 from None
    if any(part.startswith(".") for part in Path(path).parts) or "\0" in path:
        raise Http404
    return file


def _make_again(path: str) -> None:
    """Make the file of a rendition that is known but gone: a backup need not hold it. Raises Http404 when there is no
    such rendition, or when its original is gone too."""
    rendition = get_image_model().get_rendition_model().objects.select_related("image").filter(file=path).first()
    if rendition is None:
        raise Http404
    try:
        content = rendition.image.generate_rendition_file(rendition.filter)
        storage = rendition.file.storage
        saved = storage.save(path, content)
    except Exception as error:  # a broken original can raise nearly anything
        logger.warning("The rendition %s cannot be made again", path, exc_info=True)
        raise Http404 from error
    if saved != path:  # another request was quicker
        storage.delete(saved)
