"""What the played outlets of tests/press/fetching/fake_server.py answer."""

import gzip
import json
import time
import zlib
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import brotli

#: Writes a whole answer to the connection of a request.
Answer = Callable[[BaseHTTPRequestHandler], None]

HTML_TYPE = "text/html; charset=utf-8"
BOMB_BYTES = 50_000_000


def page(body: str | bytes = b"", *, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    """An ordinary answer, HTML in UTF-8 unless `headers` say otherwise."""
    content = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        fields = {"Content-Type": HTML_TYPE, "Content-Length": str(len(content))} | (headers or {})
        for name, value in fields.items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(content)

    return answer


def redirect(location: str, status: int = 302) -> Answer:
    return page(b"Moved", status=status, headers={"Location": location})


def raw(*pieces: bytes, pause: float = 0.0) -> Answer:
    """Bytes as they are, with a pause (seconds) after each piece."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def dripping(beginning: bytes, drop: bytes, pause: float = 0.05, seconds: float = 2.0) -> Answer:
    """A beginning, and then a few bytes now and then, so that no single read ever waits long."""
    return raw(beginning, *[drop] * int(seconds / pause), pause=pause)


def packed(pack: Callable[[], bytes], encoding: str) -> Answer:
    """A body that unpacks to BOMB_BYTES."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        page(pack(), headers={"Content-Encoding": encoding})(handler)

    return answer


@cache
def gzip_bomb() -> bytes:
    return gzip.compress(b" " * BOMB_BYTES, 1)


@cache
def gzip_twice_bomb() -> bytes:
    return gzip.compress(gzip_bomb())


@cache
def deflate_bomb() -> bytes:
    return zlib.compress(b" " * BOMB_BYTES, 1)


@cache
def brotli_bomb() -> bytes:
    return brotli.compress(b" " * BOMB_BYTES, quality=1)


def huge(handler: BaseHTTPRequestHandler) -> None:
    """A page without an end, and without a stated length."""
    raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Huge</title>", *[b" " * 100_000] * 1000)(handler)


def unchanged(handler: BaseHTTPRequestHandler) -> None:
    """A page with an ETag and a date, that says when nothing changed."""
    validators = {"ETag": '"one"', "Last-Modified": "Tue, 28 Mar 2017 10:00:00 GMT"}
    known = handler.headers.get("If-None-Match") == '"one"' or "28 Mar 2017" in handler.headers.get(
        "If-Modified-Since", ""
    )
    if known:
        page(status=304, headers={**validators, "Content-Length": "0"})(handler)
    else:
        page(ENGLISH, headers=validators)(handler)


def archive(handler: BaseHTTPRequestHandler) -> None:
    """The archive: it has a copy of everything with "archived" in its address."""
    query = parse_qs(urlsplit(handler.path).query)
    url, timestamp = query["url"][0], query.get("timestamp", ["20170401"])[0]
    copy = {
        "available": True,
        "status": "200",
        "timestamp": f"{timestamp}120000",
        "url": f"http://web.archive.org/web/{timestamp}120000/{url}",
    }
    found = {"closest": copy} if "archived" in url else {}
    body = json.dumps({"url": url, "archived_snapshots": found})
    page(body, headers={"Content-Type": "application/json"})(handler)


ENGLISH = """<!doctype html>
<html lang="en-US"><head><meta charset="utf-8">
<title>Thirty Cities Say No to the New Order | The Daily Example</title>
<link rel="canonical" href="http://daily.example/2017/03/28/cities">
<meta property="og:site_name" content="The Daily Example">
<meta property="og:title" content="Thirty cities say no">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "The Daily Example"},
  {"@type": "NewsArticle", "headline": "Thirty Cities Say &#8216;No&#8217; to the New Order",
   "datePublished": "2017-03-28T21:30:00-07:00", "dateModified": "2017-03-30T08:00:00-07:00",
   "author": [{"@type": "Person", "name": "Ana Example"}, {"@type": "Person", "name": "Ben Sample"}],
   "publisher": {"@type": "NewsMediaOrganization", "name": "The Daily Example"},
   "inLanguage": "en", "isAccessibleForFree": true}]}
</script></head>
<body><h1>Thirty Cities Say ‘No’</h1><p>Mayors said on Tuesday that they would not help.</p>
<footer>© 2024 The Daily Example</footer></body></html>"""

SPANISH = """<!doctype html>
<html lang="es"><head><meta charset="utf-8">
<title>Así responden las ciudades - Noticias Ejemplo</title>
<meta property="og:title" content="Así responden las ciudades - Noticias Ejemplo">
<meta property="og:site_name" content="Noticias Ejemplo">
<meta property="og:locale" content="es_MX">
<meta property="og:url" content="http://noticias.example/ciudades">
<meta property="article:published_time" content="2017-03-29T00:15:00-06:00">
<meta name="author" content="Lucía Muestra">
</head><body><h1>Así responden las ciudades</h1><p>Los alcaldes dijeron que no cooperarán.</p></body></html>"""

PLAIN = "<title>Council votes tonight</title><p>Copyright 2009. The council of the town votes tonight.</p>"

PAYWALLED = """<html lang="en"><title>Inside the Meeting</title><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "ReportageNewsArticle", "headline": "Inside the Meeting",
 "datePublished": "2017-04-03", "isAccessibleForFree": "False"}</script><p>Subscribe.</p></html>"""

CHARSET = '<html lang="es"><head>{meta}<title>Así pasó en español: ¿qué dirán mañana?</title></head></html>'

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Daily Example</title><link>http://daily.example/</link>
<description>News</description>
<item><title>Thirty Cities Say No</title><link>http://daily.example/2017/03/28/cities</link>
<guid>http://daily.example/?p=1</guid><pubDate>Tue, 28 Mar 2017 21:30:00 -0700</pubDate></item>
<item><title>Recipes for spring</title><link>http://daily.example/2017/03/29/recipes</link>
<guid>http://daily.example/?p=2</guid><pubDate>Wed, 29 Mar 2017 09:00:00 -0700</pubDate></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>Noticias Ejemplo</title>
<id>http://noticias.example/</id><updated>2017-03-29T06:15:00Z</updated>
<entry><title>Así responden las ciudades</title><id>tag:noticias.example,2017:1</id>
<link rel="alternate" href="http://noticias.example/ciudades"/><updated>2017-03-29T00:15:00-06:00</updated></entry>
</feed>"""

NOT_FOUND = page("<title>404 Not Found</title>", status=404)

DAILY: dict[str, Answer] = {
    "/": page("<title>The Daily Example</title><h1>Today</h1>"),
    "/2017/03/28/cities": page(ENGLISH),
    # Where the article was, in all ways that an address can lead on.
    "/old": redirect("/2017/03/28/cities", 301),
    "/older": redirect("/old", 308),
    "/temporary": redirect("/2017/03/28/cities"),
    "/old-then-temporary": redirect("/temporary", 301),
    "/to-front-page": redirect("/"),
    "/loop": redirect("/loop"),
    "/to-loopback": redirect("http://127.0.0.1/admin/"),
    "/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/to-intranet": redirect("http://intranet.example/"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-port": redirect("http://daily.example:6379/"),
    "/to-nowhere": page(status=302),
    "/to-nonsense": redirect("http://[::1/"),
    "/to-accents": redirect("http://daily.example/así?q=ñ á"),
    "/as%C3%AD": page(ENGLISH),
    # What is there, but is no article.
    "/error-page": page("<title>Page not found | The Daily Example</title><h1>Sorry</h1>"),
    "/consent": page("<title>Before you continue</title><form></form>"),
    "/checking": page("<title>Just a moment...</title>"),
    "/empty": page(""),
    "/pdf": page(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
    "/paywall": page(PAYWALLED),
    "/unchanged": unchanged,
    "/cookie": page(status=302, headers={"Location": "/2017/03/28/cities", "Set-Cookie": "visitor=1; Path=/"}),
    # What says that it is not there.
    "/paid": page("Pay", status=402),
    "/forbidden": page("No", status=403),
    "/gone": page("Gone", status=410),
    "/busy": page("Busy", status=429, headers={"Retry-After": "120"}),
    "/broken": page("Broken", status=500),
    "/down": page("Down", status=503, headers={"Retry-After": "Tue, 28 Mar 2017 10:00:00 GMT"}),
    # What wears us out.
    "/huge": huge,
    "/slow": dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Slow</title>", b" "),
    "/slow-chunks": dripping(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"
    ),
    "/slow-header": dripping(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
    "/silent": raw(b"", pause=2.0),
    "/continue": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "/long-header": raw(b"HTTP/1.1 200 OK\r\n", *[b"X-Long: " + b"a" * 60_000 + b"\r\n"] * 5, b"\r\n"),
    "/gzip-bomb": packed(gzip_bomb, "gzip"),
    "/gzip-twice-bomb": packed(gzip_twice_bomb, "gzip, gzip"),
    "/deflate-bomb": packed(deflate_bomb, "deflate"),
    "/brotli-bomb": packed(brotli_bomb, "br"),
    "/redirect-bomb": page(gzip_bomb(), status=302, headers={"Location": "/old", "Content-Encoding": "gzip"}),
    # What cannot be understood.
    "/no-http": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "/hangs-up": raw(),
    "/breaks-off": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<title>"),
    "/bad-gzip": page(b"not gzip", headers={"Content-Encoding": "gzip"}),
    "/bad-chunks": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"),
    # Claims about characters that are wrong.
    "/utf8-as-latin1": page(CHARSET.format(meta=""), headers={"Content-Type": "text/html; charset=iso-8859-1"}),
    "/latin1-as-utf8": page(CHARSET.format(meta="").encode("cp1252")),
    "/latin1-in-meta": page(
        CHARSET.format(meta='<meta charset="iso-8859-1">').encode("cp1252"), headers={"Content-Type": "text/html"}
    ),
    "/feed.rss": page(RSS, headers={"Content-Type": "application/rss+xml"}),
}

ANSWERS: dict[tuple[str, str], Answer] = {
    **{("daily.example", path): answer for path, answer in DAILY.items()},
    ("noticias.example", "/ciudades"): page(SPANISH),
    ("noticias.example", "/feed.atom"): page(ATOM, headers={"Content-Type": "application/atom+xml"}),
    ("plain.example", "/story"): page(PLAIN),
    ("closed.example", "/robots.txt"): page("User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"}),
    ("closed.example", "*"): page(ENGLISH),
    ("archive.org", "/wayback/available"): archive,
}

#: Names that do not resolve to the public address.
NAMES: dict[str, list[str]] = {
    "intranet.example": ["10.0.0.5"],
    "rebinding.example": ["93.184.216.34", "127.0.0.1"],
}
