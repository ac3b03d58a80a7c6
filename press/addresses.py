"""Addresses of articles: when two of them are one.

What comes out is for comparison only, never to be shown or fetched. Equal are addresses that differ in what RFC 3986
(section 6.2) calls equivalent, and in what publishers and platforms add on the way: the mobile and AMP editions, and
parameters that say where a reader came from. Parameters that can tell articles apart stay.
"""

import hashlib
import re
import unicodedata
from urllib.parse import SplitResult, quote_from_bytes, urlsplit

import idna

#: Host names of the same site for other readers: "www.nbcnews.com", "m.nbcnews.com", "amp.nbcnews.com".
EDITIONS = ("www.", "m.", "mobile.", "amp.", "www2.")

#: Parameters that say where a reader came from. Whole names, in lower case.
TRACKING = frozenset(
    {
        *("_ga", "_gl", "_hsenc", "_hsmi", "_r", "cmp", "cmpid", "dclid", "fb_action_ids", "fb_action_types", "fb_ref"),
        *("fb_source", "fbclid", "gbraid", "gclid", "gclsrc", "guccounter", "guce_referrer", "guce_referrer_sig"),
        *("icid", "igsh", "igshid", "ito", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "ncid", "ocid", "rcode", "ref"),
        *("ref_", "ref_src", "ref_url", "referer", "referrer", "smid", "smtyp", "soc_src", "soc_trk", "sr_share"),
        *("src_ref", "srsltid", "taid", "tw_p", "twclid", "wbraid", "wt.mc_id", "xtor", "yclid"),
        # The AMP edition, where it is no path.
        *("amp", "outputtype"),
    }
)
TRACKING_PREFIXES = ("utm_", "at_", "ns_", "hsa_", "mtm_", "pk_", "wt_", "mc_", "ga_")

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[^\s/?#@:.]+\.)+[^\s/?#@:.\d]{2,}(?::\d{1,5})?(?=[/?#]|$)")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[0-9a-z_*]+/(https?://[^/\s].*)", re.IGNORECASE)
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_INDEX = frozenset({"index.html", "index.htm", "index.php"})
#: RFC 3986, section 2.3: escaping these changes nothing.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def normalized(url: str) -> str:
    """`url` without what does not tell articles apart. Text that is no web address comes back trimmed. Never raises;
    applying it twice is the same as once."""
    text = _printable(url)
    parts = _parts(text)
    if parts is None:
        return text
    host, port = parts
    split = urlsplit(_with_scheme(text))
    path = _path(split.path)
    query = _query(split.query)
    fragment = f"#{_escaped(split.fragment)}" if split.fragment.startswith("!") else ""  # pages that scripts swap
    return f"https://{host}{port}{path}{query}{fragment}"


def is_page(url: str) -> bool:
    """Whether `url` can be the address of an article, and not only of a site. Never raises."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def address_key(url: str) -> str:
    """A short key (64 characters) that addresses of the same article share; empty without an address."""
    plain = normalized(url)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest() if plain else ""


def host_of(url: str) -> str:
    """The site of an address: "nbcnews.com" for "https://www.NBCNews.com/politics". Empty when there is none."""
    parts = _parts(_printable(url))
    return parts[0] if parts else ""


def archived_address(url: str) -> str:
    """The address that a copy in the Wayback Machine is of; empty when `url` is no such copy."""
    found = _ARCHIVED.match(_printable(url))
    return found[1] if found else ""


def path_of(url: str) -> str:
    """The path as `normalized` has it: "/noticias"; empty for the root or when there is no address."""
    text = _printable(url)
    return _path(urlsplit(_with_scheme(text)).path) if _parts(text) else ""


def _printable(text: str) -> str:
    """`text` without control and format characters (zero-width spaces come along when copying) and halves of surrogate
    pairs, trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Cs"}).strip()


def _with_scheme(text: str) -> str:
    """`text`, with a scheme where somebody left it out, as in "www.univision.com/noticias"."""
    return f"https://{text}" if not _WEB.match(text) and _BARE_HOST.match(text) else text


def _parts(text: str) -> tuple[str, str] | None:
    """Host and port (":8080", or empty for the usual ones) of a web address; None when it is none."""
    text = _with_scheme(text)
    if not _WEB.match(text):
        return None
    try:
        split = urlsplit(text)
        host, port = _host(split), split.port
    except ValueError:  # brackets without an IPv6 address, ports beyond 65535, characters that turn into "/"
        return None
    return (host, f":{port}" if port not in {None, 80, 443} else "") if host else None


def _host(split: SplitResult) -> str:
    name = (split.hostname or "").strip(".").lower()
    if ":" in name:
        return f"[{name}]"
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode()
        except UnicodeError:
            name = _escaped(name).lower()
    shortened = True
    while shortened:
        shortened = False
        for edition in EDITIONS:
            rest = name.removeprefix(edition)
            if rest != name and "." in rest.strip("."):
                name, shortened = rest.strip("."), True
    return name


def _escaped(text: str) -> str:
    """`text` with percent-encoding in normal form (RFC 3986, section 6.2.2): upper-case digits, unreserved characters
    as they are, everything else escaped, a percent sign that escapes nothing too."""
    data = unicodedata.normalize("NFC", text).encode("utf-8", "replace")
    pieces = _ESCAPE.split(data)
    out = []
    for index, piece in enumerate(pieces):
        if index % 2:
            byte = int(piece, 16)
            out.append(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}")
        else:
            out.append(quote_from_bytes(piece, safe="!$&'()*+,;=:@/?~"))
    return "".join(out)


def _path(path: str) -> str:
    """Path without dots, empty parts, the file that a folder shows anyway, and marks of the AMP edition."""
    segments: list[str] = []
    for segment in _escaped(path).split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    while segments and (segments[-1].lower() in _INDEX or segments[-1].lower() == "amp"):
        segments.pop()
    while segments and segments[0].lower() == "amp":
        segments.pop(0)
    if segments:
        segments[-1] = _without_amp(segments[-1])
    return "".join(f"/{segment}" for segment in segments)


def _without_amp(segment: str) -> str:
    """ "story.amp" and "story.amp.html" are "story" and "story.html"."""
    stem, dot, extension = segment.rpartition(".")
    while stem and extension.lower() == "amp":
        segment = stem
        stem, dot, extension = segment.rpartition(".")
    if dot and extension.lower() in {"html", "htm"}:
        while stem.lower().endswith(".amp") and len(stem) > len(".amp"):
            stem = stem[: -len(".amp")]
        return f"{stem}.{extension}"
    return segment


def _query(query: str) -> str:
    kept = []
    for written in query.split("&"):
        pair = _escaped(written.replace("+", "%20"))
        name = pair.partition("=")[0].lower()
        if pair and name not in TRACKING and not name.startswith(TRACKING_PREFIXES):
            kept.append(pair)
    return f"?{'&'.join(sorted(kept))}" if kept else ""
