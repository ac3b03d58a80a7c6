"""Image files as phones, cameras and image programs write them, and damaged ones."""

import struct
import zlib
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms, PngImagePlugin

ARTIST, CAMERA, ORIENTATION, GPS = 0x013B, 0x0110, 0x0112, 0x8825
#: Is in everything that a file says beside the picture. (In Exif too, as bytes.)
SECRET = b"Somebody at home"

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- ' + SECRET + b" --></x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def telling(kind, *, orientation=1, frames=1, mode="RGB"):
    """Bytes of a picture of 60 × 40 pixels, red on the left, that tells a place and an owner in every way that Pillow
    and the format know. Frames after the first are blue, and shown for 200 ms, 300 ms and so on."""
    pictures = [_picture(mode), *(Image.new("RGB", (60, 40), (0, 40 * n, 200)).convert(mode) for n in range(1, frames))]
    options = {"exif": exif(orientation), "icc_profile": PROFILE}
    if kind not in ("GIF", "PNG", "MPO"):
        options["xmp"] = XMP
    if kind in ("GIF", "JPEG", "MPO"):
        options["comment"] = SECRET
    if kind == "PNG":
        options["pnginfo"] = _texts()
    if kind in ("AVIF", "HEIF"):
        options["quality"] = 90
    if kind == "HEIF":
        options["exif"] = exif(orientation).tobytes()  # only in bytes does pillow-heif see how the picture is turned
    if frames > 1:
        options |= {"save_all": True, "append_images": pictures[1:]}
        if kind != "MPO":
            options["duration"] = [100 * n for n in range(1, frames + 1)]
        if kind in ("GIF", "PNG", "WEBP"):
            options["loop"] = 3
    output = BytesIO()
    pictures[0].save(output, kind, **options)
    return ADDITIONS[kind](output.getvalue())


def exif(orientation=1):
    data = Image.Exif()
    data[ARTIST] = data[CAMERA] = SECRET.decode()
    data[ORIENTATION] = orientation
    data[GPS] = {1: "N", 2: (40.0, 42.0, 46.0), 3: "W", 4: (74.0, 0.0, 21.0)}
    return data


def noise(kind, size=(240, 180), **options):
    """Bytes of a picture that does not compress, so that half of the file is half of the picture."""
    output = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(output, kind, **options)
    return output.getvalue()


def animated_noise(kind, frames=6):
    output = BytesIO()
    pictures = [Image.effect_noise((80, 60), 60).convert("RGB") for _number in range(frames)]
    pictures[0].save(output, kind, save_all=True, append_images=pictures[1:], duration=100)
    return output.getvalue()


@cache
def huge_png():
    """Bytes of a PNG of 20,000 × 20,000 pixels: 50 kB that would take up more than a gigabyte."""
    rows = zlib.compress(b"\0" * (20_000 // 8 + 1) * 20_000, 9)
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def endless_gif(frames=5_000):
    """Bytes of a GIF of 1 × 1 pixel with more frames than anybody looks at."""
    frame = b"!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b";"


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _picture(mode):
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste((200, 0, 0), (0, 0, 30, 40))
    return picture.convert(mode)


def _texts():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_text("Comment", SECRET.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return texts


def _more_segments(content):
    """C2PA (APP11), extended XMP, IPTC (APP13), a thumbnail in JFIF's extension, and bytes behind the picture."""
    bodies = [
        (0xEB, b"JP\0\1"),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0"),
        (0xED, b"Photoshop 3.0\0"),
        (0xE0, b"JFXX\0"),
    ]
    segments = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(body + SECRET) + 2) + body + SECRET for marker, body in bodies
    )
    return content[:2] + segments + content[2:] + SECRET


def _more_chunks(content):
    return (
        content[:33] + chunk(b"tIME", b"\x07\xea\x0b\x1d\x01\x02\x03") + chunk(b"seCr", SECRET) + content[33:] + SECRET
    )


def _more_blocks(content):
    """XMP as an application extension, a plain text, and bytes behind the picture."""
    xmp = b"!\xff\x0bXMP DataXMP" + XMP + bytes([1, *range(255, -1, -1), 0])
    text = b"!\x01\x0c" + bytes(12) + bytes([len(SECRET)]) + SECRET + b"\0"
    start = 13 + (3 << ((content[10] & 7) + 1) if content[10] & 0x80 else 0)
    return content[:start] + xmp + text + content[start:] + SECRET


def _more_riff(content):
    extra = struct.pack("<4sI", b"SECR", len(SECRET)) + SECRET
    return b"RIFF" + struct.pack("<I", len(content) - 8 + len(extra)) + content[8:] + extra + SECRET


def _more_boxes(content):
    return content + struct.pack(">I4s", 8 + len(SECRET), b"free") + SECRET


ADDITIONS = {
    "AVIF": _more_boxes,
    "GIF": _more_blocks,
    "HEIF": _more_boxes,
    "JPEG": _more_segments,
    "MPO": _more_segments,
    "PNG": _more_chunks,
    "WEBP": _more_riff,
}
