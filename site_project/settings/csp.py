"""The Content-Security-Policy of the visitors' pages and of the admin, as django-csp takes them.

Both load scripts from the site's own files alone: what Wagtail writes inline is started otherwise
(`site_project.admin.inline_scripts`).
"""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

Policy = dict[str, Any]

#: Scripts turn no text into markup or code (Trusted Types).
TRUSTED_TYPES: Policy = {"require-trusted-types-for": ["'script'"], "trusted-types": [NONE]}
#: Wagtail's scripts do, in the admin and in its bar on the pages that staff see.
NO_TRUSTED_TYPES: Policy = dict.fromkeys(TRUSTED_TYPES)


def media_origins(media_url: str) -> list[str]:
    """The origin of uploaded media, when they live elsewhere (`MEDIA_URL` is a whole address)."""
    parts = urlsplit(media_url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def public_policy(media_url: str, *, https: bool) -> Policy:
    """For everything outside the admin."""
    return {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *media_origins(media_url)],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        **TRUSTED_TYPES,
        "upgrade-insecure-requests": https,
    }


def admin_policy(media_url: str, *, https: bool) -> Policy:
    """For the admin, and for the previews that it shows in a frame."""
    return {
        "default-src": [NONE],
        "script-src": [SELF],
        # Draftail sets `style` attributes, jQuery UI (which sorts) and axe (which checks previews) write `<style>` elements.
        "style-src": [SELF, UNSAFE_INLINE],
        # data: a small picture in a style sheet; blob: the preview of a picture while it is uploaded.
        "img-src": [SELF, "data:", "blob:", *media_origins(media_url)],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        **NO_TRUSTED_TYPES,
        "upgrade-insecure-requests": https,
    }
