"""Takes out of a picture what it says beside the picture: place, time, device, name of the owner.

Cameras and phones write it into the file (Exif, XMP, IPTC), and what is uploaded for a campaign can show where somebody
lives. So it is gone before the file is stored: originals and all sizes made of them are without it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

#: What Pillow calls the formats that are cleaned. Others that can be uploaded (GIF) carry nothing of the kind.
FORMATS = {"AVIF", "JPEG", "PNG", "TIFF", "WEBP"}
#: Where Pillow keeps what a file says beside the picture.
METADATA_KEYS = (
    "exif",
    "xmp",
    "XML:com.adobe.xmp",
    "photoshop",
    "comment",
    "Raw profile type exif",
    "Raw profile type iptc",
)


def without_metadata(file: Any) -> ContentFile[bytes] | None:
    """A copy of the picture in `file` that says nothing beside the picture; None when it says nothing already, or is
    no picture that Pillow reads (the upload form has its own word on that).

    The copy is turned the right way up, which otherwise only the metadata would say, and keeps its color profile.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            if picture.format not in FORMATS or getattr(picture, "is_animated", False):
                return None
            if not any(key in picture.info for key in METADATA_KEYS) and not picture.getexif():
                return None
            return _copy(picture, picture.format)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    finally:
        file.seek(0)


def _copy(picture: Any, kind: str) -> ContentFile[bytes]:
    is_upright = picture.getexif().get(0x0112, 1) == 1
    clean = picture if is_upright else ImageOps.exif_transpose(picture)
    profile = picture.info.get("icc_profile")
    transparency = picture.info.get("transparency")
    clean.load()
    clean.info = {}
    # A JPEG that is only cleaned keeps its quantization: nothing is lost a second time.
    quality: Any = "keep" if kind == "JPEG" and is_upright else 92
    options: dict[str, Any] = {"quality": quality} if kind != "PNG" else {"optimize": True}
    if profile:
        options["icc_profile"] = profile
    if transparency is not None:
        options["transparency"] = transparency
    output = BytesIO()
    clean.save(output, format=kind, exif=b"", **options)
    return ContentFile(output.getvalue())
