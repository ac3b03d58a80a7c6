"""What can be known of an article is read from its page, and nothing is guessed."""

import datetime as dt

import pytest

from press.fetching.article import read_article
from press.fetching.problems import FetchProblem, Problem

DAILY = "http://daily.example"


@pytest.fixture
def read(outlets):
    """Reads a page of the daily.example, at an address that says nothing of it."""

    def read(body, *, path="/story", **kwargs):
        return read_article(outlets.page("daily.example", path, body, **kwargs))

    return read


def json_ld(script):
    return f'<html><title>A Title</title><script type="application/ld+json">{script}</script></html>'


def meta(name, content):
    return f'<title>A Title</title><meta property="{name}" content="{content}">'


def test_an_article_in_english_with_json_ld(outlets):
    article = read_article(f"{DAILY}/2017/03/28/cities")

    assert article.headline == "Thirty Cities Say ‘No’ to the New Order"
    assert article.outlet_name == "The Daily Example"
    assert article.host == "daily.example"
    assert article.date == dt.date(2017, 3, 28)  # where the outlet is; in UTC it is the 29th
    assert article.author == "Ana Example, Ben Sample"
    assert article.language == "en"
    assert article.canonical_url == f"{DAILY}/2017/03/28/cities"
    assert not article.paywalled


def test_an_article_in_spanish_with_open_graph(outlets):
    article = read_article("http://noticias.example/ciudades")

    assert article.headline == "Así responden las ciudades"
    assert article.outlet_name == "Noticias Ejemplo"
    assert article.date == dt.date(2017, 3, 29)
    assert article.author == "Lucía Muestra"
    assert article.language == "es"


def test_an_article_with_nothing_but_a_title(outlets):
    """The year in a copyright line is no date, and the language of a page that says none is not known."""
    article = read_article("http://plain.example/story")

    assert article.headline == "Council votes tonight"
    assert (article.outlet_name, article.date, article.author, article.language) == ("", None, "", "")
    assert article.host == "plain.example"
    assert article.canonical_url == "http://plain.example/story"


def test_of_several_articles_on_a_page_the_one_at_its_address(read):
    other = '{"@type": "NewsArticle", "headline": "Other", "url": "http://daily.example/other"}'
    own = '{"@type": "NewsArticle", "headline": "Own", "mainEntityOfPage": {"@id": "https://www.daily.example/story"}}'

    assert read(json_ld(f"[{other}, {own}]")).headline == "Own"
    assert read(json_ld(f'{{"@type": "ItemList", "itemListElement": [{other}]}}')).headline == "A Title"


class TestHeadline:
    @pytest.mark.parametrize(
        ("title", "headline"),
        [
            ("Cities Defy Order | The Daily Example", "Cities Defy Order"),
            ("Cities Defy Order - the daily éxample", "Cities Defy Order"),
            ("Cities Defy Order — Daily", "Cities Defy Order"),
            ("Cities Defy Order|daily.example", "Cities Defy Order"),
            ("Cities Defy Order -- The Daily Example", "Cities Defy Order"),
            ("The Daily Example | Cities Defy Order", "Cities Defy Order"),
            ("The Daily Example | Cities Defy Order | Daily", "Cities Defy Order"),
            ("Cities Defy Order - A Reckoning", "Cities Defy Order - A Reckoning"),
            ("Trump-Era Order | The Other Paper", "Trump-Era Order | The Other Paper"),
            ("The Daily Example at 100", "The Daily Example at 100"),
            ("Q&amp;A: “Así” &#8211;\n  Part 2", "Q&A: “Así” – Part 2"),
        ],
    )
    def test_only_the_name_of_the_site_is_taken_off(self, read, title, headline):
        body = f'<title>{title}</title><meta property="og:site_name" content="The Daily Example">'

        assert read(body).headline == headline

    def test_the_only_heading_goes_before_the_title_of_the_window(self, read):
        assert read("<title>Story 1234</title><h1>Cities <i>Defy</i>\n Order</h1>").headline == "Cities Defy Order"
        assert read("<title>A Title</title><h1>Logo</h1><h1>Cities Defy</h1>").headline == "A Title"

    def test_titles_of_drawings_are_none(self, read):
        assert read("<svg><title>Menu</title></svg><title>A Title</title>").headline == "A Title"


class TestOutlet:
    def test_a_title_names_it_where_the_address_does_too(self, read):
        assert read("<title>Cities Defy Order | Daily</title>").outlet_name == "Daily"
        assert read("<title>Cities Defy Order | Politics</title>").outlet_name == ""

    def test_accounts_of_social_networks_are_no_names(self, read):
        assert read(meta("og:site_name", "@daily")).outlet_name == ""
        assert read(meta("twitter:site", "@daily")).outlet_name == ""


class TestDate:
    @pytest.mark.parametrize(
        ("written", "day"),
        [
            ("2017-03-28", (2017, 3, 28)),
            ("2017-03-28T23:59:59-07:00", (2017, 3, 28)),
            ("2017-03-29T06:59:59Z", (2017, 3, 29)),
            ("2017-03-28 10:00", (2017, 3, 28)),
            ("2017/3/8", (2017, 3, 8)),
            ("20170328", (2017, 3, 28)),
            ("20170328T101112Z", (2017, 3, 28)),
            ("Tue, 28 Mar 2017 21:30:00 -0700", (2017, 3, 28)),
        ],
    )
    def test_dates_for_programs(self, read, written, day):
        assert read(meta("article:published_time", written)).date == dt.date(*day)
        assert read(json_ld(f'{{"@type": "Article", "headline": "A", "datePublished": "{written}"}}')).date == dt.date(
            *day
        )

    @pytest.mark.parametrize(
        "written",
        [
            "",
            "yesterday",
            "3/4/2017",
            "2017",
            "2017-13-28",
            "2017-02-30",
            "0001-01-01",
            "2999-01-01",
            "1490745600",
            "9" * 500,
        ],
    )
    def test_what_is_no_date_is_none(self, read, written):
        assert read(meta("article:published_time", written)).date is None

    def test_a_page_that_was_changed_was_not_published_then(self, read):
        assert read(meta("article:modified_time", "2017-03-28")).date is None
        assert read(json_ld('{"@type": "Article", "headline": "A", "dateModified": "2017-03-28"}')).date is None

    def test_text_is_not_searched_for_dates(self, read):
        assert read("<title>A Title</title><p>March 28, 2017</p><p>2017-03-28</p><footer>© 2017</footer>").date is None

    def test_a_time_of_the_only_article(self, read):
        article = '<article><header><time datetime="2017-03-28T10:00">Tuesday</time></header></article>'

        assert read(f"<title>A Title</title>{article}").date == dt.date(2017, 3, 28)
        assert read(f"<title>A Title</title>{article}{article}").date is None
        assert read('<title>A Title</title><time class="entry-date" datetime="2017-03-28"></time>').date

    def test_a_day_in_the_address(self, read):
        assert read("<title>A Title</title>", path="/news/2017/03/28/story").date == dt.date(2017, 3, 28)
        assert read("<title>A Title</title>", path="/news/2017/33/28/story").date is None
        others = '<aside><time class="entry-date" datetime="2009-04-11">An old story</time></aside>'
        assert read(f"<title>A Title</title>{others}", path="/2017/03/28/story").date == dt.date(2017, 3, 28)


class TestAuthor:
    @pytest.mark.parametrize(
        ("author", "name"),
        [
            ('"Ana Example"', "Ana Example"),
            ('{"@type": "Person", "name": "Ana Example"}', "Ana Example"),
            ('["Ana Example", {"name": "Ben Sample"}, {"name": "Ana Example"}]', "Ana Example, Ben Sample"),
            ('{"@type": "Organization", "name": "Example Press Agency"}', "Example Press Agency"),
            ('"admin"', ""),
            ('"https://daily.example/people/1"', ""),
            ("null", ""),
            ("[[[{}]]]", ""),
        ],
    )
    def test_as_json_ld_has_them(self, read, author, name):
        assert read(json_ld(f'{{"@type": "NewsArticle", "headline": "A", "author": {author}}}')).author == name

    def test_as_the_byline_has_them(self, read):
        assert read('<title>A Title</title><p class="byline">By Ana Example and Ben Sample</p>').author == (
            "Ana Example, Ben Sample"
        )
        for label in ("Autor", "Por", "Name", "Posted on", "Last Updated January 7, 2026"):
            assert read(f'<title>A Title</title><p class="byline">{label}</p>').author == ""
        assert read('<title>A Title</title><a rel="author" href="/people/1">Ana Example</a>').author == "Ana Example"


class TestLanguage:
    @pytest.mark.parametrize(
        ("tag", "language"),
        [
            ("es-MX", "es"),
            ("ES_us", "es"),
            ("spa", "es"),
            ("zh-Hans-CN", "zh"),
            ("fil", "tl"),
            ("eo", ""),
            ("x", ""),
            ("", ""),
        ],
    )
    def test_tags_become_codes_that_the_site_knows(self, read, tag, language):
        assert read(f'<html lang="{tag}"><title>A Title</title></html>').language == language

    def test_what_the_article_says_goes_before_what_the_site_says(self, read):
        page = json_ld('{"@type": "Article", "headline": "A", "inLanguage": "es"}').replace(
            "<html>", '<html lang="en">'
        )

        assert read(page).language == "es"
        assert read(meta("og:locale", "es_LA")).language == "es"
        assert read("<title>A</title>", headers={"Content-Language": "es"}).language == "es"
        assert read("<title>A</title>", headers={"Content-Language": "en, es"}).language == ""


class TestCanonicalAddress:
    @pytest.mark.parametrize(
        ("stated", "believed"),
        [
            ("http://daily.example/2017/cities", "http://daily.example/2017/cities"),
            ("//daily.example/2017/cities", "http://daily.example/2017/cities"),
            ("/2017/cities", "http://daily.example/2017/cities"),
            ("http://elsewhere.example/2017/cities", ""),
            ("http://daily.example.evil.example/cities", ""),
            ("http://127.0.0.1/cities", ""),
            ("http://daily.example/", ""),
            ("javascript:alert(1)", ""),
            ("http://[", ""),
            ("", ""),
        ],
    )
    def test_only_another_page_of_the_same_site_is_believed(self, read, stated, believed):
        assert read(f'<title>A</title><link rel="canonical" href="{stated}">').canonical_url == (
            believed or "http://daily.example/story"
        )

    def test_a_site_goes_by_several_names(self, outlets):
        body = '<title>A</title><link rel="canonical" href="https://www.example.co.uk/2017/cities#top">'

        assert read_article(outlets.page("m.example.co.uk", "/story", body)).canonical_url == (
            "https://www.example.co.uk/2017/cities"
        )

    def test_sites_of_one_provider_are_not_the_same(self, outlets):
        body = '<title>A</title><link rel="canonical" href="http://two.blogspot.com/story">'

        url = outlets.page("one.blogspot.com", "/story", body)
        assert read_article(url).canonical_url == url


class TestPaywall:
    @pytest.mark.parametrize("value", ["false", '"False"', '"http://schema.org/False"'])
    def test_pages_that_not_everybody_may_read(self, read, value):
        page = json_ld(f'{{"@type": "NewsArticle", "headline": "A", "isAccessibleForFree": {value}}}')

        assert read(page).paywalled

    def test_tiers(self, read):
        assert read(meta("article:content_tier", "locked")).paywalled
        assert not read(meta("article:content_tier", "free")).paywalled

    def test_a_page_that_wants_to_be_paid_first(self, outlets):
        with pytest.raises(FetchProblem) as raised:
            read_article(f"{DAILY}/paid")
        assert raised.value.code == Problem.PAYWALL


class TestWitnesses:
    """What a page says of itself in several places is weighed."""

    def test_a_day_in_the_address_beats_a_moment_in_utc(self, read):
        script = '{"@type": "NewsArticle", "headline": "A Title", "datePublished": "2017-03-29T02:54:29.000Z"}'

        article = read(json_ld(script), path="/2017/03/28/story")

        assert (article.date, article.doubts) == (dt.date(2017, 3, 28), ())

    def test_a_moment_with_an_offset_beats_one_in_utc(self, read):
        script = '{"@type": "NewsArticle", "headline": "A", "datePublished": "2017-03-29T02:00:00Z"}'

        article = read(json_ld(script) + '<meta name="parsely-pub-date" content="2017-03-28T21:00:00-05:00">')

        assert article.date == dt.date(2017, 3, 28)

    def test_dates_far_from_each_other_are_a_doubt(self, read):
        script = '{"@type": "NewsArticle", "headline": "A", "datePublished": "2019-03-29"}'

        assert "date_disputed" in read(json_ld(script), path="/2017/03/28/story").doubts
        assert "date_disputed" in read(json_ld(script) + '<meta name="date" content="2017-01-02">').doubts

    def test_an_embedded_video_is_not_the_article(self, read):
        script = '{"@type": "VideoObject", "name": "Watch: a parade", "uploadDate": "2016-01-01"}'

        article = read(json_ld(script) + '<meta property="og:title" content="Council votes"><h1>Council votes</h1>')

        assert (article.headline, article.date) == ("Council votes", None)

    def test_a_page_about_a_video_is_read_as_such(self, read):
        script = '{"@type": "VideoObject", "name": "A Title", "uploadDate": "2016-01-01"}'

        assert read(json_ld(script)).date == dt.date(2016, 1, 1)

    @pytest.mark.parametrize("cut", ["The mayor calls it", "The mayor calls it…", "The mayor calls it ..."])
    def test_a_headline_that_was_cut_off_is_the_one_that_is_shown(self, read, cut):
        whole = "The mayor calls it a day"

        page = f'<title>{whole} | The Daily Example</title><meta property="og:site_name" content="The Daily Example">'
        article = read(f'{page}<meta property="og:title" content="{cut}"><h1>{whole}</h1>')

        assert article.headline == whole

    def test_a_second_line_is_not_the_headline(self, read):
        page = '<title>The mayor calls it: what we know</title><meta property="og:title" content="The mayor calls it">'

        article = read(f"{page}<h1>The mayor calls it: what we know</h1>")

        assert (article.headline, article.doubts) == ("The mayor calls it", ())

    def test_a_headline_that_only_one_place_goes_on_with_is_a_doubt(self, read):
        page = '<title>The mayor calls it</title><meta property="og:title" content="The mayor calls it">'

        article = read(f"{page}<h1>The mayor calls it a day</h1>")

        assert (article.headline, article.doubts) == ("The mayor calls it", ("headline_cut",))

    def test_a_headline_in_the_place_of_the_name_of_the_site_refuses_nothing(self, read):
        headline = (
            '<meta property="og:title" content="Council votes"><meta property="og:site_name" content="Council votes">'
        )

        article = read(
            f'<title>Council votes</title>{headline}<meta name="date" content="2017-03-28"><h1>Council votes</h1>'
        )

        assert (article.headline, article.outlet_name) == ("Council votes", "")

    def test_a_title_that_names_the_site_alone_refuses_nothing(self, read):
        page = '<title>Daily</title><meta property="og:site_name" content="Daily"><meta property="og:title" content="Votes">'

        assert read(page).headline == "Votes"

    @pytest.mark.parametrize("kind", ["comment-author", "author-bio", "related-author", "Reply__author"])
    def test_who_comments_or_is_beside_the_article_has_not_written_it(self, read, kind):
        assert read(f'<title>A Title</title><p class="{kind}">By Ana Example</p>').author == ""

    def test_the_outlet_is_no_author(self, read):
        script = (
            '{"@type": "NewsArticle", "headline": "A", "author": {"name": "Daily"}, "publisher": {"name": "Daily"}}'
        )

        assert read(json_ld(script)).author == ""

    @pytest.mark.parametrize(
        ("path", "canonical", "is_believed"),
        [
            ("/press/releases.html?newsID=c3aa546f", "/press/releases.html", False),
            ("/news/2017/story", "/news/", False),
            ("/news/story?ref=home", "/news/story", True),
            ("/news/story/amp", "/news/story", True),
            ("/news/story?id=77", "/news/77-story", True),
        ],
    )
    def test_a_canonical_address_can_be_the_same_article(self, read, path, canonical, is_believed):
        article = read(f'<title>A Title</title><link rel="canonical" href="{DAILY}{canonical}">', path=path)

        assert (article.canonical_url == f"{DAILY}{canonical}") is is_believed
