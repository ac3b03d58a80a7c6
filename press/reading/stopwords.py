"""The small words that nearly every sentence of a language has, and names have not: articles, prepositions, pronouns."""

import re

#: By ISO 639-1 code, for languages in Latin letters.
STOPWORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in for on with is are at from by over after as how what why his her its their it be was "
        "were who will this that an or has have you we up out amid against about into than but if when where could",
        "es": "el la los las de del y en que por para con un una se su sus es son al lo como más pero sobre contra "
        "entre tras ante desde hasta está están fue qué cómo quién según sin ya e o le les nos sí este esta",
        "pt": "o os a as de do da dos das em no na nos nas e que por para com um uma se ao aos à às pelo pela é são não "
        "mais sobre contra sua seu",
        "fr": "le la les de des du et en que pour par avec un une se sur est sont au aux dans ne pas qui ce cette "
        "contre ses leur d l à ou",
        "it": "il lo la i gli le di del della dei delle e in che per con un una si è sono al alla nel nella non più "
        "contro da",
        "de": "der die das den dem des und in im von zu zum zur mit für auf ist sind ein eine nicht bei gegen über nach "
        "wie was am",
        "tl": "ang ng mga sa na at ay ni si kay para hindi may nang kung ito",
        "pl": "w i na z do się o że nie dla od po za jest przez we ze",
        "so": "oo iyo ka ku ee waa uu ay la soo u ah",
        "sw": "ya wa na kwa za katika ni la cha vya",
    }.items()
}

#: The languages that a word is such a word of.
_LANGUAGES_OF = {
    word: [code for code, known in STOPWORDS.items() if word in known]
    for word in frozenset().union(*STOPWORDS.values())
}
_WORD = re.compile(r"[^\W\d_]+")


def count_stopwords(text: str) -> dict[str, int]:
    """How many function words of each language `text` has. Capital letters make names of most of them ("El Paso", "Los
    Angeles"), other than in English headlines, which have capitals everywhere."""
    words = _WORD.findall(text)
    lower = [word for word in words if word.islower()]
    if len(words) > 1 and words[0][0].isupper() and words[1].islower():
        lower.append(words[0].lower())
    counts = dict.fromkeys(STOPWORDS, 0)
    for word in lower:
        for code in _LANGUAGES_OF.get(word, ()):
            counts[code] += 1
    counts["en"] = sum(word.lower() in STOPWORDS["en"] for word in words)
    return counts


def count_words(text: str) -> int:
    """How many words `text` has, other than abbreviations ("AFSCME", "v.")."""
    return sum(len(word) > 2 and not word.isupper() for word in _WORD.findall(text))
