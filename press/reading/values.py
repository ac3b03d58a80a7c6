"""Languages and kinds of coverage as people write them in a cell."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings

from press.enums import ClippingKind
from press.reading.text import normalize_for_matching
from site_project.i18n.language_choices import CODES

#: English and Spanish words for kinds, normalized for matching.
_KINDS = {
    ClippingKind.ARTICLE: "article|articulo|news|noticia|nota|print|prensa|online|story|report|reportaje|web",
    ClippingKind.OPINION: "opinion|editorial|op ed|oped|column|columna|commentary|comentario|letter|carta",
    ClippingKind.TV: "tv|television|video",
    ClippingKind.RADIO: "radio|audio|podcast",
}
_KIND_OF = {word: kind.value for kind, words in _KINDS.items() for word in words.split("|")}


def clipping_kind(text: str) -> str:
    """The value of `ClippingKind` for a word in a cell. Empty when it is none."""
    return _KIND_OF.get(normalize_for_matching(text), "")


def language_code(text: str) -> str:
    """The code (as in `site_project.i18n.language_choices`) of a language that is given by its code, with or without a region,
    or by its name in one of the site's languages or its own. Empty when it is none of them."""
    plain = normalize_for_matching(text)
    return _languages().get(plain) or _languages().get(plain.partition(" ")[0], "")


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code in CODES:
        codes[code] = code
        for speakers in (*(site for site, _name in settings.LANGUAGES), code):
            try:
                name = Locale.parse(speakers).languages.get(code, "")
            except UnknownLocaleError:
                continue
            if name:
                codes.setdefault(normalize_for_matching(name), code)
    return codes
