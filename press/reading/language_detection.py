"""In which language a headline is written. Works offline: the models are part of the lingua package.

Headlines are short and full of names in other languages, and a detector that only looks at letters takes "Black Lives
Matter protesta en Washington" for English. So there are two witnesses, the detector and the function words of each
language, and the answer is certain when they agree. Many function words are shared ("in" is English, German and
Italian), so that those of one language have to be the most, or the detector has to be nearly certain by itself.
"""

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from press.reading.stopwords import STOPWORDS, count_stopwords, count_words
from site_project.i18n.language_choices import CODES

if TYPE_CHECKING:
    from lingua import ConfidenceValue, LanguageDetector

#: lingua has no models of these.
UNKNOWN = frozenset({"ht", "am", "km", "my", "ne"})
#: How likely the detector has to find a language (0 to 1): with more function words of it than of any other, and
#: otherwise.
LIKELY = 0.7
CERTAIN = 0.9
#: Fewer words, other than abbreviations, say nothing without a function word among them.
FEW = 3
#: Characters of a text that are looked at.
LONGEST = 1000

_lock = threading.Lock()


class Detected(NamedTuple):
    """A language as in `site_project.i18n.language_choices`, empty when nothing can be said; and whether that is certain."""

    code: str
    sure: bool


@lru_cache(maxsize=5000)
def detect_language(text: str) -> Detected:
    """The language of a headline or a paragraph. Never raises."""
    sample = text[:LONGEST]
    if not any(char.isalpha() for char in sample):
        return Detected("", False)
    ranking = _detector().compute_language_confidence_values(sample)
    code, likelihood = _code(ranking[0]), ranking[0].value
    if code not in STOPWORDS:
        # Letters that no other language has.
        return Detected(code, likelihood >= CERTAIN)
    counts = count_stopwords(sample)
    most = max(counts.values())
    if not most:
        return Detected(code if likelihood >= CERTAIN and count_words(sample) >= FEW else "", False)
    if counts[code] < most:
        return Detected(next(other for other in map(_code, ranking) if counts.get(other) == most), False)
    alone = list(counts.values()).count(most) == 1
    return Detected(code, likelihood >= (LIKELY if alone else CERTAIN))


def _code(found: "ConfidenceValue") -> str:
    return found.language.iso_code_639_1.name.lower()


def _detector() -> "LanguageDetector":
    with _lock:  # two threads that come first at once would both load the models
        return _build()


@lru_cache(maxsize=1)
def _build() -> "LanguageDetector":
    """A detector with the small models: the large ones take ten times the memory, and are as wrong about names."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder  # noqa: PLC0415 few processes need it

    known = [getattr(IsoCode639_1, code.upper()) for code in CODES if code not in UNKNOWN]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*known).with_low_accuracy_mode().build()
