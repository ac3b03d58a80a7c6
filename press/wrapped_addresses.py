"""Addresses inside of others: mail filters, social networks and search engines put their own around those of articles.

They say who was sent the link, often with the e-mail address, and stop working. Each is undone by its published form,
without asking anybody.
"""

import binascii
import re
from base64 import urlsafe_b64decode
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

#: Ending of the host, beginning of the path, and the parameter that the address is in.
_IN_PARAMETER = (
    ("safelinks.protection.outlook.com", "/", ("url",)),
    ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks/", ("url",)),
    ("linkprotect.cudasvc.com", "/url", ("a",)),
    ("urldefense.com", "/v1/url", ("u",)),
    ("urldefense.proofpoint.com", "/v1/url", ("u",)),
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("google.com", "/url", ("url", "q")),
    ("news.google.com", "/", ("url",)),
    ("bing.com", "/", ("url",)),
    ("youtube.com", "/redirect", ("q",)),
    ("linkedin.com", "/redir/redirect", ("url",)),
    ("duckduckgo.com", "/l/", ("uddg",)),
    ("vk.com", "/away.php", ("to",)),
)
_HOSTS = (
    *("safelinks.protection.outlook.com", "statics.teams.cdn.office.net", "linkprotect.cudasvc.com", "urldefense.com"),
    *(
        "urldefense.proofpoint.com",
        "facebook.com",
        "instagram.com",
        "google.com",
        "bing.com",
        "youtube.com",
        "linkedin.com",
    ),
    *("duckduckgo.com", "vk.com", "cdn.ampproject.org"),
)
_ADDRESS = re.compile(
    rf"https?://(?:[\w-]+\.){{0,6}}(?:{'|'.join(map(re.escape, _HOSTS))})/[^\s<>\"'()\[\]{{}}]{{4,4000}}", re.IGNORECASE
)
_PROOFPOINT_3 = re.compile(r"/v3/__(?P<address>.+?)__;(?P<letters>[\w=-]*)!", re.DOTALL)
_LETTER = re.compile(r"\*(\*.)?")
#: How long a run of letters is that stands for itself after "**" in Proofpoint's third form.
_RUNS = {
    letter: length
    for length, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 2)
}
_AMP = re.compile(r"/amp/(s/)?(?=[^/]+\.[^/]+/)|/[a-z]/(s/)?(?=[^/]+\.[^/]+/)", re.IGNORECASE)
_WEB = re.compile(r"https?:/{1,2}(?=[^/\s]+\.)", re.IGNORECASE)
#: An address alone on its line, in a list or a quotation, and the only word of a line that can belong to it.
_ADDRESS_ALONE = re.compile(r"[\s>*•<-]{0,12}https?://[^\s<>]+[ \t\r]*", re.IGNORECASE)
_REST = re.compile(r"[ \t>]{0,12}((?!https?:)[\w/?&=%#.~+-][\w/?&=%#.~+:;,@!$()-]{0,2000})>?[ \t\r]*", re.ASCII)
_FIGURES_OR_SITE = re.compile(
    r"\d{1,4}[-/.](?:\d{1,2}|[a-z]{3,10})(?:[-/.]\d{2,4})?$|(?!\S*\.(?:s?html?|php|aspx?|pdf)\b)(?:[a-z0-9-]+\.)+[a-z]{2,10}(?:/|$)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:html?|php|aspx?|pdf|shtml)$", re.IGNORECASE)
#: Where mail programs end lines, in characters.
_WIDTHS_OF_MAIL = range(60, 101)
#: Wrappers within wrappers.
_DEEPEST = 5


def unwrapped(url: str) -> str:
    """The address that `url` leads to, as far as `url` itself says. Never raises."""
    for _depth in range(_DEEPEST):
        inner = _inside(url)
        if not inner:
            break
        url = inner
    return url


def unwrap_all(text: str) -> str:
    """`text` with every wrapped address as the one that it leads to, and those in one piece that a mail program has broken
    at the ends of its lines."""
    return _ADDRESS.sub(lambda match: unwrapped(match[0]), _without_breaks(text))


def _without_breaks(text: str) -> str:
    if "://" not in text or "\n" not in text:
        return text
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        rest = _REST.fullmatch(line) if is_open else None
        if rest and _goes_on(lines[-1].rstrip(), rest[1]):
            lines[-1] = lines[-1].rstrip() + line.strip("> \t")
        else:
            lines.append(line)
            is_open = bool(_ADDRESS_ALONE.fullmatch(line))
        is_open = is_open and len(line.rstrip()) in _WIDTHS_OF_MAIL
    return "\n".join(lines)


def _goes_on(address: str, rest: str) -> bool:
    """Whether `rest`, the only word of the next line, belongs to the address. A date, a site or a name does not."""
    if _FIGURES_OR_SITE.match(rest) or (rest[0].isupper() and not re.search(r"[%&=\d]", rest)):
        return False
    if address[-1] in "-_=&%?+" or any(sign in rest for sign in "-_=&%?/"):
        return True
    # A word in small letters, or with figures, goes on with a word; no site, and no outlet, is called so.
    return address[-1].isalnum() and rest.islower() and not _FILE.search(address)


def _inside(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    inner = _proofpoint(host, parts) or _amp(host, parts) or _in_parameter(host, parts)
    web = _WEB.match(inner)
    return f"{web[0].rstrip('/')}//{inner[web.end() :]}" if web else ""


def _in_parameter(host: str, parts: SplitResult) -> str:
    for ending, path, names in _IN_PARAMETER:
        if (host == ending or host.endswith(f".{ending}")) and parts.path.startswith(path):
            given = parse_qs(parts.query.replace("&amp;", "&"))
            return next((given[name][0] for name in names if name in given), "")
    return ""


def _amp(host: str, parts: SplitResult) -> str:
    """Google's copies for telephones: "/amp/s/" and "/c/s/" stand before the address."""
    is_google = host in {"www.google.com", "google.com"} and parts.path.startswith("/amp/")
    found = _AMP.match(parts.path) if is_google or host.endswith(".cdn.ampproject.org") else None
    if not found:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{'https' if found[1] or found[2] else 'http'}://{parts.path[found.end() :]}{query}"


def _proofpoint(host: str, parts: SplitResult) -> str:
    if not host.startswith("urldefense."):
        return ""
    if parts.path.startswith("/v2/"):
        given = parse_qs(parts.query.replace("&amp;", "&")).get("u", [""])[0]
        return unquote(given.translate(str.maketrans("-_", "%/")))
    whole = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    found = _PROOFPOINT_3.match(whole)
    return _with_letters(found["address"], found["letters"]) if found else ""


def _with_letters(address: str, letters: str) -> str:
    """An address in Proofpoint's third form, with the letters that stars stand for in it."""
    try:
        left = list(urlsafe_b64decode(letters + "=" * (-len(letters) % 4)).decode())
    except (binascii.Error, UnicodeDecodeError):
        return ""

    def letter(star: re.Match[str]) -> str:
        count = _RUNS.get(star[1][1], 0) if star[1] else 1
        taken, left[:count] = left[:count], []
        return "".join(taken)

    return _LETTER.sub(letter, address)
