"""Which addresses may be fetched: checked before a host name is resolved, and again after."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

import idna
from django.core.exceptions import ValidationError

from press.fetching.problems import FetchProblem, Problem, message

#: Longer ones are cut off somewhere on their way, by proxies and databases.
MAX_CHARACTERS = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}

#: Unicast addresses of the public internet are in here and nowhere else (IANA's registry of IPv6 address space).
_GLOBAL_UNICAST = ip_network("2000::/3")
#: Parts of them that lead elsewhere, or carry an IPv4 address inside (IANA's registry of special-purpose addresses).
_SPECIAL = tuple(
    ip_network(block)
    for block in (
        "168.63.129.16/32",  # Azure's own services for the machine, in no registry: learn.microsoft.com, "IP address 168.63.129.16"
        "192.0.0.0/24",  # IETF protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # IETF protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
#: RFC 3986: allowed in a path or a query. Everything else is percent-encoded.
_KEPT = "!#$%&'()*+,/:;=?@[]~"


def validate_url(url: str) -> str:
    """`url` in ASCII, as it is requested: http or https, no credentials, a usual port, no fragment.

    Raises FetchProblem for everything else. A host name that passes here may still resolve to a forbidden address.
    """
    try:
        parts = _split(url)
        host = _host(parts)
        port = DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
        path, query = quote(parts.path, safe=_KEPT), quote(parts.query, safe=_KEPT)
    except ValueError as error:  # among them idna.IDNAError, and UnicodeError for half a surrogate pair
        raise FetchProblem(Problem.ADDRESS_BAD) from error
    if port not in DEFAULT_PORTS.values():
        raise FetchProblem(Problem.ADDRESS_PORT)
    netloc = f"[{host}]" if ":" in host else host
    if port != DEFAULT_PORTS[parts.scheme]:
        netloc += f":{port}"
    return urlunsplit((parts.scheme, netloc, path or "/", query, ""))


def validate_fetchable(url: str) -> None:
    """For fields of forms. Whether there is anything at the address shows when it is fetched."""
    try:
        validate_url(url)
    except FetchProblem as problem:
        raise ValidationError(str(message(problem.code))) from problem


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an IP address belongs to a machine on the public internet."""
    if any(address in block for block in _SPECIAL):
        return False
    if isinstance(address, IPv6Address):
        return address in _GLOBAL_UNICAST and address.is_global
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _split(url: str) -> SplitResult:
    """Raises ValueError or FetchProblem."""
    url = url.strip()
    before_query = url.partition("?")[0]
    # Programs disagree on what a backslash means, which hides one host behind another. urlsplit removes line breaks
    # and tabs without a word.
    if len(url) > MAX_CHARACTERS or "\\" in before_query or any(not c.isprintable() for c in url):
        raise FetchProblem(Problem.ADDRESS_BAD)
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or "@" in parts.netloc:
        raise FetchProblem(Problem.ADDRESS_BAD)
    return parts


def _host(parts: SplitResult) -> str:
    """The host, in lower case, ASCII and without a dot at its end. Raises ValueError or FetchProblem."""
    host = parts.hostname or ""
    if parts.netloc.startswith("["):
        return _literal(host)
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode()
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchProblem(Problem.ADDRESS_BAD)
    # As in the URL standard of WHATWG, a host that ends in a number is an IPv4 address. Resolvers also take octal,
    # hexadecimal and abbreviated ones, which nobody but an attacker writes.
    if labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        return _literal(host)
    return host


def _literal(host: str) -> str:
    address = ip_address(host)
    # A zone id (RFC 4007) makes sense on this machine only.
    if "%" in host or not is_public(address):
        raise FetchProblem(Problem.ADDRESS_FORBIDDEN)
    return str(address)
