"""Text from bytes, whatever character set they claim to be in."""

import codecs
import re

from charset_normalizer import from_bytes

#: The encoding standard of WHATWG reads these names as the Windows character sets that are meant with them.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})", re.IGNORECASE)
#: What pages without any claim are still in.
_COMMON = ["cp1252", "cp1251", "koi8_r", "cp1256", "big5", "gb18030", "shift_jis", "euc_jp", "euc_kr"]
#: So much of a page is looked at for what it says of itself.
_BEGINNING = 4096
_SAMPLE = 20_000


def decode(body: bytes, declared: str = "") -> str:
    """`body` as text. `declared` is the character set of the HTTP header; the page's own claim is looked for.

    Claims are often wrong, and UTF-8 is never so by accident: bytes that can be UTF-8 are.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        pass
    else:
        # Without any character beyond ASCII it may still be one of the sets that write them in ASCII (ISO 2022).
        if not text.isascii() or "\x1b" not in text:
            return text
    if _mostly_utf8(body):
        return body.decode("utf-8", "replace")
    for name in (_codec_name(declared), *_declared_charsets(body)):
        try:
            if name and name != "utf-8":
                return body.decode(name)
        except UnicodeError:
            continue
    return body.decode(_guess(body), "replace")


def _declared_charsets(body: bytes) -> list[str]:
    beginning = body[:_BEGINNING]
    found = [pattern.search(beginning) for pattern in (_META, _XML)]
    return [_codec_name(match[1].decode("ascii", "ignore")) for match in found if match]


def _codec_name(name: str) -> str:
    """Python's name of a character set; empty for unknown ones and those that no web page is in."""
    try:
        info = codecs.lookup(name.strip().lower())
        "a".encode(info.name)  # not for text: rot13, base64, zip
    except (LookupError, ValueError):
        return ""
    if info.name in {"utf-7", "idna", "punycode"} or "escape" in info.name:
        return ""
    return _MEANT.get(info.name, info.name)


def _mostly_utf8(body: bytes) -> bool:
    """Whether only a few characters are broken, as where a program has cut a text by bytes."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    others = len(text) - len(text.encode("ascii", "ignore")) - broken
    return others > 4 * broken


def _guess(body: bytes) -> str:
    """The name of what the bytes look like: a set for another script only if there is enough to look at."""
    telling = bytes(byte for byte in body[:_SAMPLE] if byte > 127)
    best = from_bytes(body[:_SAMPLE], cp_isolation=_COMMON).best() if len(telling) >= 40 else None
    return best.encoding if best else "cp1252"
