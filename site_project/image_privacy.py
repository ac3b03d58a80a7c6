"""Takes out of an image file what it says beside the picture: place, time, device, name of the owner.

Cameras and phones write it into the file (Exif, XMP, IPTC, C2PA, second pictures), and what is uploaded for a campaign
can show where somebody lives. So it is gone before the file is stored. What is kept is on a list; what cannot be brought
down to that list is refused.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import count
from pathlib import PurePath
from typing import IO, Any

import willow  # noqa: F401 - teaches Pillow HEIC
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import Base

from site_project.image_containers import keep_picture

#: As Pillow calls them. A JPEG file with a second picture behind the first, as phones write it, opens as MPO.
FORMATS = ("AVIF", "GIF", "HEIF", "JPEG", "PNG", "WEBP")
#: Formats of phones that become JPEG, and the extensions of those that few browsers show.
_BECOME_JPEG = ("HEIF", "MPO")
_HEIC_SUFFIXES = (".heic", ".heif")
#: Frames of an animation. Each costs time, however small it is.
MAX_FRAMES = 1_000
#: For pictures that have to be re-encoded: little is lost, and the sizes that visitors get are made of it.
ENCODER_OPTIONS: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 90, "subsampling": "4:4:4"},
    "GIF": {},
    "JPEG": {"quality": 95},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 95},
}


def clean_image(content: bytes) -> bytes:
    """The image file `content` with nothing but the picture, the right way up, and its color profile.

    Animations stay animations; HEIC becomes JPEG (see `clean_name`), and the colors of print (CMYK), which browsers and
    networks show wrong or not at all, become RGB. A file that is clean comes back as it is. Raises ValidationError, with a sentence for
    who uploads, when the file is damaged, incomplete, too large or of another format.
    """
    try:
        return _clean(content)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Exception as error:  # a broken file can raise nearly anything
        raise ValidationError(
            _(
                "This image is damaged or incomplete, or not in a format that the site can read. Please save it again, or use another copy."
            ),
            code="invalid_image",
        ) from error


def clean_name(name: str) -> str:
    """What an image file called `name` is called when it is clean: HEIC has become JPEG."""
    path = PurePath(name)
    return str(path.with_suffix(".jpg")) if path.suffix.lower() in _HEIC_SUFFIXES else name


def image_size(file: IO[bytes]) -> tuple[int, int] | tuple[None, None]:
    """Width and height in pixels of the image in `file`, without decoding it. None for what is no image."""
    try:
        with Image.open(file, formats=FORMATS) as image:
            return image.size
    except Exception:  # noqa: BLE001 - a broken file can raise nearly anything
        return None, None


def _clean(content: bytes) -> bytes:
    with _open(content) as image:
        is_plain = image.format != "HEIF" and image.mode != "CMYK"
        kind = "JPEG" if image.format in _BECOME_JPEG else str(image.format)
        orientation = _orientation(image)
        profile = _profile(image)
    clean = keep_picture(content, kind, with_profile=profile is not None) if is_plain else None
    with _open(content if clean is None else clean) as image:
        if clean is not None and orientation == 1:
            for _frame in _frames(image):  # reading it all is what finds damage
                pass
            return clean
        return _encode(image, kind, orientation, profile)


def _open(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content), formats=FORMATS)
    _check_pixels(image.width * image.height)
    return image


def _orientation(image: Image.Image) -> int:
    """How the picture has to be turned (a value of the Exif tag); 1: not at all, also where Exif is broken."""
    try:
        orientation: Any = image.getexif().get(Base.Orientation)
    except Exception:  # noqa: BLE001 - a broken file can raise nearly anything, and the picture may be whole
        return 1
    return orientation if orientation in range(1, 9) else 1


def _profile(image: Image.Image) -> bytes | None:
    profile: Any = image.info.get("icc_profile")
    try:
        ImageCms.ImageCmsProfile(BytesIO(profile))
    except (OSError, TypeError):  # no profile, whatever it is
        return None
    return bytes(profile)


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    """The picture, or each picture of an animation, decoded."""
    pixels = 0
    for number in count():
        try:
            image.seek(number)
        except EOFError:
            if number != getattr(image, "n_frames", 1):
                raise
            return
        if number >= MAX_FRAMES:
            raise _too_large()
        pixels += image.width * image.height
        _check_pixels(pixels)
        image.load()
        yield image


def _encode(image: Image.Image, kind: str, orientation: int, profile: bytes | None) -> bytes:
    if image.mode == "CMYK":
        image, profile = _to_rgb(image, profile), None
    frames, durations = [], []
    for frame in [image] if kind == "JPEG" else _frames(image):
        durations.append(frame.info.get("duration", 0))
        frames.append(_upright(frame if kind != "JPEG" or frame.mode == "L" else frame.convert("RGB"), orientation))
    options = dict(ENCODER_OPTIONS[kind])
    if profile:
        options["icc_profile"] = profile
    if len(frames) > 1:
        options |= {"save_all": True, "append_images": frames[1:], "duration": durations}
        options["loop"] = image.info.get("loop", 0)
    output = BytesIO()
    frames[0].save(output, kind, **options)
    return output.getvalue()


def _upright(frame: Image.Image, orientation: int) -> Image.Image:
    """A copy without anything that Pillow could write beside the picture."""
    copy = frame.copy()
    copy.getexif()[Base.Orientation] = orientation
    copy = ImageOps.exif_transpose(copy)
    copy.info = {key: value for key, value in frame.info.items() if key == "transparency"}
    return copy


def _to_rgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in the colors of print as screens show it (sRGB), by its profile where it has one of print."""
    if profile:
        source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        if source.profile.xcolor_space.strip() == "CMYK":
            return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image
    return image.convert("RGB")


def _check_pixels(pixels: int) -> None:
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_large()


def _too_large() -> ValidationError:
    return ValidationError(
        _(
            "This image is too large. It may have at most %(pixels)s million pixels, counting all frames of an animation, and %(frames)s frames. Please make it smaller."
        ),
        code="file_too_many_pixels",
        params={"pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000, "frames": MAX_FRAMES},
    )
