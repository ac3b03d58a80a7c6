"""A font for tests of the layout: every character is a box, one em wide, on any machine.

With `size-adjust: 72%` in its @font-face rule a line of it is as long as in the widest fonts that devices fall back on.
The tables are those that OpenType asks for: https://learn.microsoft.com/typography/opentype/spec/otff#required-tables
"""

import base64
import struct

EM = 1000
ASCENT, DESCENT = 800, -200
BOX = 1  # the one glyph besides the empty one


#: Advance of every character, in percent of the font size: a condensed font, Arial's bold, wider than DejaVu's bold.
FONTS = {"Narrow": 40, "Normal": 54, "Wide": 72}


def font_faces() -> str:
    """The fonts as @font-face rules."""
    data = base64.b64encode(box_font()).decode()
    return "".join(
        f"@font-face {{ font-family: {name}; size-adjust: {width}%; src: url(data:font/ttf;base64,{data}); }}"
        for name, width in FONTS.items()
    )


def all_text_in(font: str) -> str:
    """A rule that sets all text of a page in one of the fonts."""
    return f":root {{ --text: {font} !important; --display: {font} !important; }}"


def box_font() -> bytes:
    """The font as a TrueType file."""
    box = struct.pack(">5h2H4B8h", 1, 100, 0, 900, 700, 3, 0, 1, 1, 1, 1, 100, 800, 0, -800, 0, 0, 700, 0)
    tables = {
        b"OS/2": struct.pack(
            ">Hh3H11h10B4I4s3H3h2H2I2h3H",
            *(4, EM, 400, 5, 0, *[0] * 11, *[0] * 10, *[0] * 4, b"    ", 64, 32, 0xFFFF),
            *(ASCENT, DESCENT, 0, ASCENT, -DESCENT, 0, 0, 500, 700, 0, 32, 1),
        ),
        # Format 13: one glyph for a whole range of characters
        b"cmap": struct.pack(">4HI2H6I", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0x20, 0x1FFFF, BOX),
        b"glyf": box + bytes(-len(box) % 4),
        b"head": struct.pack(
            ">4I2H2Q4h2H3h", *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, 0, EM, ASCENT, 0, 8, 2, 0, 0)
        ),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, ASCENT, DESCENT, 0, EM, 100, 100, 900, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hhh", EM, 100, 100),
        b"loca": struct.pack(">3H", 0, 0, (len(box) + 3) // 4 * 2),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        b"name": struct.pack(">3H", 0, 0, 6),
        b"post": struct.pack(">I2h6I", 0x30000, 0, 0, *[0] * 6),
    }
    return _file_of(tables)


def _file_of(tables: dict[bytes, bytes]) -> bytes:
    """The directory of the tables, and the tables. Browsers do not look at the checksums."""
    directory = struct.pack(">I4H", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    start = len(directory) + 16 * len(tables)
    body = b""
    for tag, data in tables.items():
        directory += struct.pack(">4s3I", tag, 0, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return directory + body
