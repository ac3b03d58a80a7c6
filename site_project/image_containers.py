"""Image files, taken apart and put together again from the parts that are wanted. The picture is not re-encoded.

Wanted is what a browser needs to show the picture: pixels, transparency, color profile, and the times of an animation.
Nothing else gets through, so that no list of what can tell on somebody has to be complete.

All functions raise `ValueError`, `IndexError` or `struct.error` for a file that is incomplete or not what it should be.

Sources: ITU-T T.81 (JPEG), W3C PNG, RFC 9649 (WebP), GIF89a, ISO/IEC 14496-12 and 23008-12 (AVIF).
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator


def keep_picture(content: bytes, kind: str, *, with_profile: bool) -> bytes | None:
    """The file `content` of the format `kind` (as Pillow calls it) with the wanted parts only.

    `with_profile`: the color profile is wanted too. None: only re-encoding can extract the picture.
    """
    return _FUNCTIONS[kind](content, with_profile)


# --- JPEG: segments ---

_SOI, _EOI, _SOS, _APP0, _APP2, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE2, 0xEE
_WITHOUT_CONTENT = {0x00, 0x01, _SOI, *range(0xD0, 0xD8)}
#: Frames (SOF), tables (DHT, DAC, DQT), number of lines, restart interval, and the scans themselves.
_JPEG_MARKERS = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8}
#: In a scan, FF stands before 00 (a byte FF of the picture), before a restart marker, or before what ends the scan.
_END_OF_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


def _keep_jpeg(content: bytes, with_profile: bool) -> bytes:
    """Ends with the first picture: phones append a second one, or a film."""
    kept = [content[:2]]
    position = 2
    while True:
        position = content.index(0xFF, position)
        while content[position + 1] == 0xFF:  # fill bytes
            position += 1
        marker = content[position + 1]
        if marker == _EOI:
            return b"".join([*kept, content[position : position + 2]])
        if marker in _WITHOUT_CONTENT:
            position += 2
            continue
        end = position + 2 + _number(content, position + 2, 2)
        kept.append(_jpeg_segment(marker, content[position + 4 : end], with_profile))
        position = end
        if marker == _SOS:
            scan = _END_OF_SCAN.search(content, position)
            if scan is None:
                raise ValueError("a scan without an end")
            kept.append(content[position : scan.start()])
            position = scan.start()


def _jpeg_segment(marker: int, body: bytes, with_profile: bool) -> bytes:
    if marker == _APP0 and body.startswith(b"JFIF\0"):
        body = body[:12] + b"\0\0"  # version and density, no thumbnail
    elif marker == _APP14 and body.startswith(b"Adobe"):
        body = body[:12]  # how CMYK is to be understood
    elif marker not in _JPEG_MARKERS and not (with_profile and marker == _APP2 and body.startswith(b"ICC_PROFILE\0")):
        return b""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


# --- PNG: chunks ---

#: The picture, its palette and transparency; color; frames of an animation.
_PNG_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"}
_PNG_CHUNKS |= {b"cHRM", b"gAMA", b"sRGB", b"cICP", b"mDCV", b"cLLI"}
_PNG_CHUNKS |= {b"acTL", b"fcTL", b"fdAT"}


def _keep_png(content: bytes, with_profile: bool) -> bytes:
    kept = [content[:8]]
    position = 8
    while True:
        length, name = struct.unpack_from(">I4s", content, position)
        end = position + 12 + length
        if end > len(content):
            raise ValueError("a chunk without its end")
        if name in _PNG_CHUNKS:
            kept.append(content[position:end])
        elif name == b"iCCP" and with_profile:
            kept.append(_png_profile(content[position + 8 : end - 4]))
        if name == b"IEND":
            return b"".join(kept)
        position = end


def _png_profile(body: bytes) -> bytes:
    """The chunk with the profile, under the name that most programs give it."""
    chunk = b"iCCP" + b"ICC Profile" + body[body.index(0) :]
    return struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))


# --- GIF: blocks ---

_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_GRAPHIC_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}


def _keep_gif(content: bytes, with_profile: bool) -> bytes:
    position = 13 + _color_table_size(content[10])
    kept = [content[:position]]
    while content[position] != _TRAILER:
        start = position
        if content[start] == _IMAGE:
            position = _after_sub_blocks(content, start + 11 + _color_table_size(content[start + 9]))
            kept.append(content[start:position])
        elif content[start] == _EXTENSION:
            position = _after_sub_blocks(content, start + 2)
            kept.append(_gif_extension(content[start:position]))
        else:
            position += 1
    return b"".join([*kept, bytes([_TRAILER])])


def _gif_extension(block: bytes) -> bytes:
    """How long a frame is shown and what is transparent; how often an animation is repeated. Nothing of the others."""
    if block[1] == _GRAPHIC_CONTROL and block[2] == 4:
        return block[:7] + b"\0"
    if block[1] == _APPLICATION and block[3:14] in _LOOPS and block[14:16] == b"\x03\x01":
        return block[:18] + b"\0"
    return b""


def _color_table_size(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_sub_blocks(content: bytes, position: int) -> int:
    while content[position]:
        position += content[position] + 1
    return position + 1


# --- WebP: RIFF chunks ---

_WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_FRAME_HEADER = 16
_ANIMATION, _ALPHA, _PROFILE = 0x02, 0x10, 0x20


def _keep_webp(content: bytes, with_profile: bool) -> bytes:
    end = 8 + _number(content, 4, 4, "little")
    kept = b"".join(_webp_chunks(content, 12, end, with_profile))
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept


def _webp_chunks(content: bytes, position: int, end: int, with_profile: bool) -> Iterator[bytes]:
    while position < end:
        name, length = struct.unpack_from("<4sI", content, position)
        body = content[position + 8 : position + 8 + length]
        if len(body) < length:
            raise ValueError("a chunk without its end")
        position += 8 + length + length % 2
        if name == b"VP8X":
            body = bytes([body[0] & (_ANIMATION | _ALPHA | (_PROFILE if with_profile else 0))]) + body[1:10]
        elif name == b"ANMF":
            body = body[:_FRAME_HEADER] + b"".join(_webp_chunks(body, _FRAME_HEADER, length, with_profile=False))
        if name in _WEBP_CHUNKS or (name == b"ICCP" and with_profile):
            yield struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2)


# --- AVIF: boxes ---

#: Boxes made of boxes, and how many bytes come before the first of them.
_AVIF_CONTAINERS = {b"meta": 4, b"iprp": 0, b"ipco": 0, b"dinf": 0, b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0}
_AVIF_CONTAINERS |= {b"stbl": 0, b"edts": 0, b"tref": 0}
#: Boxes that describe the picture, its layers and its frames.
_AVIF_BOXES = {b"ftyp", b"mdat", b"hdlr", b"pitm", b"iloc", b"iref", b"idat", b"ipma", b"grpl"}
_AVIF_BOXES |= {b"ispe", b"pixi", b"av1C", b"colr", b"auxC", b"pasp", b"clap", b"irot", b"imir", b"clli", b"mdcv"}
_AVIF_BOXES |= {b"a1op", b"a1lx", b"lsel", b"mvhd", b"tkhd", b"mdhd", b"vmhd", b"dref", b"elst", b"stsd", b"stts"}
_AVIF_BOXES |= {b"stsc", b"stsz", b"stco", b"co64", b"stss", b"auxl"}
#: Items that are pictures, and the names that libavif gives them.
_AVIF_ITEMS = {b"av01", b"grid"}
_AVIF_ITEM_NAMES = {b"", b"Color", b"Alpha"}


def _keep_avif(content: bytes, with_profile: bool) -> bytes | None:
    """The file as it is when it holds nothing but the picture. Offsets into the file are in many places of it, so
    that otherwise it is re-encoded rather than rewritten."""
    has_profile = b"colrprof" in content or b"colrrICC" in content
    return content if _is_plain(content, 0, len(content)) and has_profile <= with_profile else None


def _is_plain(content: bytes, start: int, end: int) -> bool:
    for name, body, after in _boxes(content, start, end):
        if name in _AVIF_CONTAINERS:
            if not _is_plain(content, body + _AVIF_CONTAINERS[name], after):
                return False
        elif name == b"iinf":
            first = body + (6 if content[body] == 0 else 8)
            if not all(_is_picture(content[item:item_end]) for _name, item, item_end in _boxes(content, first, after)):
                return False
        elif name not in _AVIF_BOXES:
            return False
    return True


def _is_picture(entry: bytes) -> bool:
    """Does this item information entry (of version 2 or 3) say that the item is a picture?"""
    kind = 8 if entry[0] == 2 else 10
    return entry[kind : kind + 4] in _AVIF_ITEMS and entry[kind + 4 :].split(b"\0")[0] in _AVIF_ITEM_NAMES


def _boxes(content: bytes, position: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start of the content, and end of each box."""
    while position < end:
        size, name = struct.unpack_from(">I4s", content, position)
        header = 8
        if size == 1:
            size, header = _number(content, position + 8, 8), 16
        elif size == 0:
            size = end - position
        if size < header or position + size > end:
            raise ValueError("a box without its end")
        yield name, position + header, position + size
        position += size


def _number(content: bytes, position: int, length: int, order: str = "big") -> int:
    value = content[position : position + length]
    if len(value) < length:
        raise ValueError("an incomplete number")
    return int.from_bytes(value, order)  # type: ignore[arg-type]


_FUNCTIONS: dict[str, Callable[[bytes, bool], bytes | None]] = {
    "AVIF": _keep_avif,
    "GIF": _keep_gif,
    "JPEG": _keep_jpeg,
    "MPO": _keep_jpeg,
    "PNG": _keep_png,
    "WEBP": _keep_webp,
}
