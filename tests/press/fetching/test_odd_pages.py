"""Pages that are no articles, claim wrong things of themselves, or are made to wear us out."""

import time

import pytest

from press.fetching.article import read_article
from press.fetching.problems import FetchProblem, Problem

DAILY = "http://daily.example"


@pytest.fixture
def read(outlets):
    """Reads a page of the daily.example."""
    return lambda body, **kwargs: read_article(outlets.page("daily.example", "/story", body, **kwargs))


def code(read, body):
    """The problem of a page that has one."""
    with pytest.raises(FetchProblem) as raised:
        read(body)
    return raised.value.code


def json_ld(script):
    return f'<html><title>A Title</title><script type="application/ld+json">{script}</script></html>'


class TestNoArticle:
    @pytest.mark.parametrize(
        "title",
        [
            "",
            " - ",
            "Page not found | The Daily Example",
            "404",
            "404 - Page Not Found",
            "Error 404 (Not Found)!!1",
            "403 Forbidden",
            "Oops! Something went wrong.",
            "Sorry, we can't find that page",
            "The page you are looking for could not be found",
            "Página no encontrada - The Daily Example",
            "Lo sentimos, la página no existe",
            "Access Denied",
            "Acceso denegado",
            "Just a moment...",
            "Attention Required! | Cloudflare",
            "Are you a robot?",
            "Pardon Our Interruption",
            "Before you continue to Example",
            "Log in",
            "Iniciar sesión | The Daily Example",
            "The Daily Example",
            "Untitled document",
        ],
    )
    def test_titles_of_pages_that_are_none(self, read, title):
        body = f'<title>{title}</title><meta property="og:site_name" content="The Daily Example"><p>Text</p>'

        assert code(read, body) == Problem.NOTHING_FOUND

    @pytest.mark.parametrize(
        "title",
        [
            "Access Denied: How Voters Are Turned Away",
            "404 Families Wait at the Border",
            "Error by Error, a Case Falls Apart",
            "Sorry, Not Sorry: A Mayor Speaks",
            "Welcome to the Resistance",
            "Log In, Tune Out",
            "Please Wait for Justice",
            "Un momento decisivo",
        ],
    )
    def test_headlines_that_sound_alike(self, read, title):
        assert read(f"<title>{title}</title>").headline == title

    def test_an_article_may_be_called_anything(self, read):
        assert read(json_ld('{"@type": "NewsArticle", "headline": "Forbidden"}')).headline == "Forbidden"

    def test_addresses_that_lead_to_the_front_page(self, outlets):
        with pytest.raises(FetchProblem) as raised:
            read_article(f"{DAILY}/to-front-page")
        assert raised.value.code == Problem.NOTHING_FOUND
        assert raised.value.final_url == f"{DAILY}/"

    def test_files(self, outlets):
        with pytest.raises(FetchProblem) as raised:
            read_article(f"{DAILY}/pdf")
        assert raised.value.code == Problem.NOT_HTML


class TestCharacters:
    TITLE = "Así pasó: ¿qué dirán mañana los señores? Más allá del español"

    @pytest.mark.parametrize("path", ["/utf8-as-latin1", "/latin1-as-utf8", "/latin1-in-meta"])
    def test_wrong_claims_garble_nothing(self, outlets, path):
        assert read_article(DAILY + path).headline == "Así pasó en español: ¿qué dirán mañana?"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize(
        "claimed", ["", "utf-8", "iso-8859-1", "windows-1252", "us-ascii", "nonsense", "utf-7", "hex"]
    )
    def test_any_claim_about_any_bytes(self, read, encoding, claimed):
        header = {"Content-Type": f"text/html; charset={claimed}" if claimed else "text/html"}

        assert read(f"<title>{self.TITLE}</title>".encode(encoding), headers=header).headline == self.TITLE

    @pytest.mark.parametrize(
        ("encoding", "title"),
        [
            ("shift_jis", "市長たちは協力しないと述べた"),
            ("gb18030", "市长们表示不会合作"),
            ("euc_kr", "시장들은 협조하지 않겠다고 말했다"),
            ("iso2022_jp", "市長たちは協力しない"),
            ("koi8_r", "Мэры отказались сотрудничать"),
        ],
    )
    def test_claims_about_other_scripts_are_believed(self, read, encoding, title):
        header = {"Content-Type": f"text/html; charset={encoding}"}

        assert read(f"<title>{title}</title>".encode(encoding), headers=header).headline == title

    def test_a_broken_character_garbles_no_other(self, read):
        body = f"<title>{self.TITLE}</title><p>caf\xe9".encode()[:-1] + b"</p>"

        assert read(body, headers={"Content-Type": "text/html; charset=iso-8859-1"}).headline == self.TITLE


class TestBadPages:
    SIZE = 1_000_000

    @pytest.mark.parametrize(
        "piece",
        [
            "<div>",
            "<div class=byline>",
            "<table><tr><td>",
            "<a><p>",
            "<a ",
            "<",
            "&amp;",
            "<!--",
            "<meta name=a content=b>",
            "<title>",
            "\0",
        ],
    )
    def test_the_same_again_and_again(self, read, piece):
        start = time.monotonic()

        assert read(f"<title>A Title</title>{piece * (self.SIZE // len(piece))}").headline == "A Title"
        assert time.monotonic() - start < 4.0

    def test_an_element_with_too_many_attributes(self, read):
        attributes = " ".join(f"a{number}=1" for number in range(100_000))
        start = time.monotonic()

        assert read(f"<title>A Title</title><p {attributes}>").headline == "A Title"
        assert time.monotonic() - start < 4.0

    @pytest.mark.parametrize(
        "script", ["[" * 500_000, '{"a":' * 90_000, "{" + " " * 400_000, "]]>" + " " * 400_000 + "x"]
    )
    def test_json_ld_that_is_none(self, read, script):
        assert read(json_ld(script)).headline == "A Title"

    @pytest.mark.parametrize(
        "node",
        [
            "null",
            "1",
            "[]",
            '{"@type": null, "headline": 1}',
            '{"@type": ["NewsArticle", 5], "headline": {"a": 1}, "author": {"name": {"name": 5}}}',
            '{"@type": "NewsArticle", "headline": [], "publisher": "X", "inLanguage": [{}], "datePublished": {}}',
            '{"@graph": {"@graph": {"@graph": 1}}}',
        ],
    )
    def test_json_ld_of_the_wrong_shape(self, read, node):
        assert read(json_ld(node)).headline == "A Title"

    @pytest.mark.parametrize(
        "body", [b"", b" ", b"\0", b"{}", bytes(range(256)) * 100, b"<", b"<html", b"<?xml?>", b"\xff\xfe"]
    )
    def test_what_is_no_page_at_all(self, read, body):
        assert code(read, body) == Problem.NOTHING_FOUND

    def test_xhtml(self, read):
        body = '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="es">'
        body += "<head><title>Así fue</title></head><body/></html>"

        article = read(body.encode("latin-1"), headers={"Content-Type": "application/xhtml+xml"})
        assert (article.headline, article.language) == ("Así fue", "es")

    def test_wrapped_json_ld(self, read):
        script = '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Cities\nDefy"};\n//]]>'

        assert read(json_ld(script)).headline == "Cities Defy"
