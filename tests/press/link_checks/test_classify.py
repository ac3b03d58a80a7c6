"""What an answer says about a link: dead only when it is certain, and never because an outlet is busy or shy."""

import datetime as dt

import pytest

from press.enums import LinkState
from press.link_checks.classify import DEAD, NORMAL, YOUNG, History, Response, classify, next_check
from press.link_checks.pages import Destination, destination, hides_piece, says_not_found, says_paywall

NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
URL = "https://www.daily.example/politics/2017/03/28/thirty-cities-say-no"
PAGE = "<title>Thirty Cities Say No | The Daily Example</title><h1>Thirty Cities Say No</h1>"


def answered(status=200, *, final=URL, permanent=URL, text=PAGE):
    return Response(URL, status, final_url=final, permanent_url=permanent, text=text)


def unanswered(problem):
    return Response(URL, None, problem=problem, final_url=URL, permanent_url=URL)


def before(state="unknown", reason="", *, ago=dt.timedelta(days=2), failures=1):
    return History(LinkState(state), reason, NOW - ago, failures)


def judged(answer, history=None):
    found = classify(answer, history or History(), NOW)
    return found.state.value, found.reason


def test_a_page_works():
    found = classify(answered(), History(), NOW)

    assert (found.state, found.reason, found.needs_person, found.failed) == (LinkState.OK, "", False, False)


def test_not_found_is_dead_only_when_two_checks_a_day_apart_agree():
    assert judged(answered(404)) == ("unknown", "not_found")
    assert judged(answered(404), before(reason="not_found", ago=dt.timedelta(hours=23))) == ("unknown", "not_found")
    assert judged(answered(404), before(reason="not_found", ago=dt.timedelta(days=1))) == ("dead", "not_found")


def test_a_failure_of_another_kind_in_between_starts_the_count_again():
    assert judged(answered(404), before(reason="server_error", ago=dt.timedelta(days=9))) == ("unknown", "not_found")


def test_gone_is_dead_at_once():
    assert judged(answered(410)) == ("dead", "gone")


@pytest.mark.parametrize(
    ("days", "failures", "state"), [(0, 0, "unknown"), (3, 1, "unknown"), (2, 5, "unknown"), (3, 2, "dead")]
)
def test_a_host_that_is_gone_is_dead_after_three_checks_over_three_days(days, failures, state):
    history = before(reason="dns", ago=dt.timedelta(days=days), failures=failures)

    assert judged(unanswered("dns"), history) == (state, "dns")


@pytest.mark.parametrize("status", [400, 401, 403, 405, 429, 451, 500, 502, 503, 504, 520])
def test_refusals_and_faults_never_kill_a_link(status):
    for history in (History(), before(reason="forbidden", ago=dt.timedelta(days=400), failures=30), before("ok")):
        state, reason = judged(answered(status), history)
        assert state == "unknown" and reason


@pytest.mark.parametrize("problem", ["timeout", "connection", "tls", "robots", "robots_unreachable", "too_large"])
def test_no_answer_never_kills_a_link(problem):
    history = before(reason=problem, ago=dt.timedelta(days=400), failures=30)

    assert judged(unanswered(problem), history) == ("unknown", problem)


def test_robots_is_no_failure_to_be_tried_again_soon():
    assert not classify(unanswered("robots"), History(), NOW).failed
    assert classify(unanswered("timeout"), History(), NOW).failed


@pytest.mark.parametrize("answer", [answered(503), answered(403), unanswered("timeout"), unanswered("robots")])
def test_a_dead_link_stays_dead_until_a_page_comes(answer):
    assert judged(answer, before("dead", "not_found")) == ("dead", "not_found")


def test_a_page_brings_a_dead_link_back():
    assert judged(answered(), before("dead", "not_found")) == ("ok", "")


def test_a_host_that_comes_back_may_belong_to_somebody_else():
    found = classify(answered(), before("dead", "dns"), NOW)

    assert (found.state, found.reason, found.needs_person) == (LinkState.DEAD, "answers_again", True)
    assert judged(answered(), before("dead", "answers_again")) == ("dead", "answers_again")


@pytest.mark.parametrize(
    "final",
    [
        "http://daily.example/politics/2017/03/28/thirty-cities-say-no",
        "https://m.daily.example/politics/2017/03/28/thirty-cities-say-no/",
        "https://www.daily.example/politics/2017/03/28/thirty-cities-say-no?utm_source=x",
    ],
)
def test_the_same_path_is_no_move(final):
    assert judged(answered(final=final, permanent=final)) == ("ok", "")


def test_a_permanent_redirect_to_an_article_is_a_move():
    new = "https://www.daily.example/archive/thirty-cities-say-no-1234567"
    found = classify(answered(final=new, permanent=new), History(), NOW)

    assert (found.state, found.final_url, found.needs_person) == (LinkState.MOVED, new, False)


def test_a_temporary_redirect_to_an_article_is_none():
    assert judged(answered(final="https://edition.daily.example/2017/thirty-cities-say-no")) == ("ok", "")


@pytest.mark.parametrize(
    ("final", "reason"),
    [
        ("https://www.daily.example/", "home_page"),
        ("https://www.daily.example/es/", "home_page"),
        ("https://www.daily.example/index.html", "home_page"),
        ("https://another.example/", "home_page"),
        ("https://www.daily.example/politics/", "section"),
        ("https://www.daily.example/politics/2017/03/", "section"),
        ("https://www.daily.example/noticias/inmigracion", "section"),
        ("https://www.daily.example/404.html", "error_page"),
        ("https://www.daily.example/page-not-found", "error_page"),
    ],
)
@pytest.mark.parametrize("kind", ["final", "permanent"])
def test_what_stands_in_for_a_piece_needs_a_person(final, reason, kind):
    answer = answered(final=final, permanent=final if kind == "permanent" else URL)
    found = classify(answer, History(), NOW)

    assert (found.state, found.reason, found.needs_person) == (LinkState.UNKNOWN, reason, True)
    assert found.final_url == final


def test_a_page_that_says_that_it_is_not_there_needs_a_person():
    found = classify(answered(text="<title>Page not found | The Daily Example</title>"), History(), NOW)

    assert (found.state, found.reason, found.needs_person) == (LinkState.UNKNOWN, "says_not_found", True)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (answered(402), "payment"),
        (answered(final="https://www.daily.example/subscribe?from=x"), "login_page"),
        (answered(final="https://login.daily.example/start"), "login_page"),
        (answered(text='<script>{"isAccessibleForFree": "False"}</script>'), "marked"),
    ],
)
def test_paywalls(answer, reason):
    assert judged(answer) == ("paywall", reason)


@pytest.mark.parametrize(
    "answer",
    [
        answered(final="https://consent.daily.example/collect?to=x"),
        answered(text="<title>Just a moment...</title>"),
        answered(text="<title>Before you continue</title>"),
    ],
)
def test_what_only_programs_are_shown_says_nothing(answer):
    found = classify(answer, History(), NOW)

    assert (found.state, found.needs_person) == (LinkState.UNKNOWN, False)


@pytest.mark.parametrize(
    ("state", "reason"), [("ok", ""), ("paywall", "marked"), ("unknown", "says_not_found"), ("unknown", "hidden")]
)
def test_not_modified_confirms_what_was_seen(state, reason):
    assert judged(answered(304, text=""), before(state, reason, failures=0)) == (state, reason)


def test_not_modified_does_not_hide_a_redirect_to_the_home_page():
    answer = answered(304, final="https://www.daily.example/", text="")

    assert judged(answer, before("ok", failures=0)) == ("unknown", "home_page")


def test_not_modified_that_nobody_asked_for_says_nothing():
    assert judged(answered(304, text=""), before("unknown", "timeout")) == ("unknown", "refused")


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 - Not Found",
        "Error 404 | Diario",
        "Page Not Found",
        "Sorry, page not found - The Daily",
        "The page you requested could not be found",
        "This article is no longer available",
        "Página no encontrada",
        "La noticia ya no está disponible",
        "P&aacute;gina no encontrada - Univision",
        "Seite nicht gefunden",
        "Page introuvable",
    ],
)
def test_titles_of_missing_pages(title):
    assert says_not_found(f"<html><head><TITLE lang=x>\n{title}</TITLE>")
    assert says_not_found(f"<title>The Daily Example</title><body><h1 class='x'><span>{title}</span></h1>")


@pytest.mark.parametrize(
    "title",
    [
        "Thirty Cities Say No",
        "Survivors not found after flood",
        "404 arrests in one week, police say",
        "Highway 404 to reopen",
        "No se encontraron sobrevivientes",
        "Her page in history was found",
        "",
    ],
)
def test_titles_of_pieces(title):
    assert not says_not_found(f"<title>{title}</title><h1>{title}</h1>")
    assert not hides_piece(f"<title>{title} | The Daily</title>") or not title


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('{"isAccessibleForFree":false}', True),
        ('{"isAccessibleForFree" : "http://schema.org/False"}', True),
        ('<meta itemprop="isAccessibleForFree" content="false">', True),
        ('<meta property="article:content_tier" content="metered">', True),
        ('<meta content="locked" property="article:content_tier"/>', True),
        ('{"isAccessibleForFree":true}', False),
        ('<meta property="article:content_tier" content="free">', False),
        ("Subscribe to our newsletter", False),
    ],
)
def test_paywall_marks(markup, found):
    assert says_paywall(markup) is found


def test_hostile_pages_are_read_in_no_time():
    for piece in ("<title", "<title>", "<h1>x", "isAccessibleForFree'", "article:content_tier' ", "404 ", "page was "):
        text = piece * (300_000 // len(piece))
        says_not_found(text), says_paywall(text), hides_piece(text)


def test_a_home_page_that_was_cited_as_such_is_no_stand_in():
    assert destination("https://campaign.example/", "https://campaign.example/en/") != Destination.HOME


def test_what_fails_is_tried_again_at_growing_intervals():
    found = classify(answered(503), History(), NOW)
    waits = [next_check(found, failures=failures, published=NOW.date(), now=NOW) - NOW for failures in (1, 2, 3, 4, 20)]

    for wait, days in zip(waits, (1, 2, 4, 8, 30), strict=True):
        assert dt.timedelta(days=days) <= wait <= dt.timedelta(days=days * 1.2)


def test_an_outlet_that_asks_for_peace_gets_it():
    found = classify(answered(429), History(), NOW)
    wait = next_check(found, failures=1, published=NOW.date(), now=NOW, retry_after=5 * 24 * 3600) - NOW

    assert wait >= dt.timedelta(days=5)


@pytest.mark.parametrize(
    ("status", "age", "interval"), [(200, 400, NORMAL), (200, 3, YOUNG), (410, 3, DEAD), (410, 400, DEAD)]
)
def test_young_links_are_checked_often_and_dead_ones_seldom(status, age, interval):
    found = classify(answered(status), History(), NOW)
    published = NOW.date() - dt.timedelta(days=age)

    assert interval <= next_check(found, failures=0, published=published, now=NOW) - NOW <= interval * 1.2
