"""Reads PO files that people send back. What is not whole is refused, with the line."""

import codecs
import io
import re
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import polib
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

#: Bytes of one file, and of all files of an archive. The texts of a very long page come to about a tenth of the first.
MAX_SIZE = 2 * 1024 * 1024
MAX_ARCHIVE = 8 * 1024 * 1024
MAX_FILES = 300
#: zipfile unpacks the others without a limit, whatever the archive says about its sizes.
_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class UnusableFile(Exception):
    """The file cannot be taken in; the message says why, in the language of the person who sent it."""


@dataclass(frozen=True, slots=True)
class File:
    """A PO file that could be parsed."""

    name: str
    text: str
    po: polib.POFile


def read_upload(upload: UploadedFile | None) -> list[File]:
    """The PO file, or those of an archive.

    Raises:
        UnusableFile: there is none, or one of them is empty, too large, cut off, or no PO file.
    """
    if upload is None:
        raise UnusableFile(_("Choose a PO file to upload."))
    limit = MAX_ARCHIVE if (upload.name or "").endswith(".zip") else MAX_SIZE
    if (upload.size or 0) > limit:
        message = _("This file is larger than %(limit)s. Nothing was imported.")
        raise UnusableFile(message % {"limit": filesizeformat(limit)})
    content = upload.read()
    if content.startswith(b"PK\x03\x04"):
        return _read_archive(content)
    return [read(upload.name or "", content)]


def _read_archive(content: bytes) -> list[File]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if member.filename.endswith(".po")]
            if not members:
                raise UnusableFile(_("There is no PO file in this archive."))
            if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_ARCHIVE:
                raise UnusableFile(_("There is too much in this archive. Upload its files in parts."))
            if any(member.compress_type not in _COMPRESSIONS for member in members):
                raise NotImplementedError
            return [read(member.filename, archive.read(member)) for member in members]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        raise UnusableFile(_("This archive cannot be read: it may have been cut off.")) from error


def read(name: str, content: bytes) -> File:
    """Parse one file.

    Raises:
        UnusableFile: it is empty, too large, cut off, in a character set that it does not name, or no PO file.
    """
    try:
        return _read(name, content)
    except UnusableFile as error:
        raise UnusableFile(f"{name}: {error}" if name else str(error)) from error


def _read(name: str, content: bytes) -> File:
    content = content.removeprefix(BYTE_ORDER_MARK)
    if len(content) > MAX_SIZE:
        message = _("This file is larger than %(limit)s. Nothing was imported.")
        raise UnusableFile(message % {"limit": filesizeformat(MAX_SIZE)})
    if not content.strip():
        raise UnusableFile(_("This file is empty. Nothing was imported."))
    text = _decode(content)
    _check_lines(text)
    broken = UnusableFile(_("This is not a whole PO file: it may have been cut off. Nothing was imported."))
    with tempfile.TemporaryDirectory() as directory:
        # From a file of our own: polib takes a string for the name of a file, if there is one.
        path = Path(directory) / "upload.po"
        try:
            path.write_text(text, encoding="utf-8", newline="")
            po = polib.pofile(str(path), encoding="utf-8")
        except (OSError, UnicodeError, ValueError, TypeError, AttributeError) as error:
            raise broken from error
    if not po.metadata and not len(po):
        raise broken
    return File(name, text, po)


_CHARSET = re.compile(rb"Content-Type:[^\n]{0,100}?charset=([\w.:-]{1,40})", re.IGNORECASE)


#: Of names of hosts. The time that they take grows with the square of the length.
_NO_TEXTS = frozenset({"idna", "punycode"})


def _decode(content: bytes) -> str:
    match = _CHARSET.search(content)
    charset = match[1].decode("ascii") if match else "utf-8"
    try:
        text = content.decode("" if codecs.lookup(charset).name in _NO_TEXTS else charset)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = _("Line %(line)d: these are not %(charset)s characters, as the header says. Nothing was imported.")
        raise UnusableFile(message % {"line": line, "charset": charset}) from error
    except (LookupError, UnicodeError) as error:
        message = _("Its header names a character set that does not exist: %(charset)s. Nothing was imported.")
        raise UnusableFile(message % {"charset": charset}) from error
    if "\x00" in text:
        raise UnusableFile(_("This is not a PO file. Nothing was imported."))
    if _is_utf8(content) and text != content.decode("utf-8"):
        message = _("The file is in UTF-8, but its header says %(charset)s. Nothing was imported.")
        raise UnusableFile(message % {"charset": charset})
    return text


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


#: polib reads a text whose closing quotation mark is missing, without its last letter.
_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgid|msgid_plural|msgctxt|msgstr)(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"\s*|)', re.DOTALL
)


def _check_lines(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line.rstrip("\r")):
            message = _("Line %(line)d is not that of a PO file, or was cut off. Nothing was imported.")
            raise UnusableFile(message % {"line": number})
