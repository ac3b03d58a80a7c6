"""The language of a headline is found offline, and only certain answers are taken as they are."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from press.reading.language_detection import detect_language


@pytest.mark.parametrize(
    ("code", "headline"),
    [
        ("en", "Few guarantees as local governments plot ‘sanctuary’ policy"),
        ("en", "City Leaders Met Yesterday in NYC to Strategize the Resistance"),
        ("en", "La Raza leaders meet in El Paso"),
        ("es", "Así reacciona la conferencia de ciudades santuario en Nueva York al ultimátum de Sessions"),
        ("es", "Ciudades santuario: Bill de Blasio, Melissa Mark-Viverito y Jeff Sessions"),
        ("es", "Qué dijo Donald Trump sobre Sanctuary Cities en CNN"),
        ("es", "Inmigrantes denuncian a Wells Fargo y JPMorgan Chase"),
        ("pt", "Prefeitos de Nova York desafiam Trump sobre imigração"),
        ("fr", "Les maires américains défient Donald Trump sur l’immigration"),
        ("tl", "Mga alkalde nagkaisa laban sa pagpapaalis ng mga imigrante"),
        ("vi", "Hội nghị các thành phố trú ẩn"),
        ("zh", "纽约庇护城市会议"),
        ("ko", "뉴욕 이민자 보호 도시 회의"),
        ("ru", "Мэры городов-убежищ бросают вызов Трампу"),
        ("ar", "مدن الملاذ تتحدى ترامب"),
    ],
)
def test_languages_of_headlines(code, headline):
    assert detect_language(headline) == (code, True)


@pytest.mark.parametrize(
    "headline",
    [
        # Names, and Spanish headlines made of English names.
        *("Bill de Blasio", "NBC News", "Los Angeles", "AFSCME", "Janus v. AFSCME", "Black Lives Matter", "Huelga"),
        "Black Lives Matter protesta en Washington",
        "Local Progress y Make the Road New York marchan en Brooklyn",
        "New York City, Los Angeles y Chicago en Local Progress",
        "Mayor de Blasio meets Mark-Viverito in San Juan",
        # Function words that German shares with English.
        *("Gun bill dies in committee", "Rents rise in Berlin", "Die in at protest"),
        # There is no model of Haitian Creole.
        "Majistra yo reyini nan New York kont Trump pou defann imigran",
    ],
)
def test_what_is_not_certain_is_said_to_be(headline):
    assert not detect_language(headline).sure


@pytest.mark.parametrize("text", ["", " ", "1,000", "3.28.2017", "…", "\x00", "🙂"])
def test_text_without_letters(text):
    assert detect_language(text) == ("", False)


def test_several_threads_at_once():
    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(detect_language, ["El alcalde de Nueva York desafía a Trump", "What Janus means for unions"] * 8)
        )
    assert {language.code for language in found} == {"es", "en"}
