"""Which outlet a name or an address stands for.

A name, a declared other spelling or the domain is a match. A name that is only similar is a suggestion: "Unvision" may
be Univision, but a person says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from press.addresses import host_of, path_of
from press.models import Outlet
from press.reading.outlet_names import other_names
from press.reading.text import normalize_for_matching, one_line

MAX_SUGGESTIONS = 5
#: How similar (0 to 100) names have to be for a suggestion.
SIMILAR = 76
#: Names of up to this many letters are abbreviations, where one letter makes another name.
SHORT = 4
#: Sites where many publish: the domain alone says nothing.
PLATFORMS = frozenset(
    {
        *("youtube.com", "youtu.be", "facebook.com", "twitter.com", "x.com", "instagram.com", "tiktok.com"),
        *("medium.com", "substack.com", "blogspot.com", "wordpress.com", "tumblr.com", "vimeo.com", "soundcloud.com"),
        *("linkedin.com", "reddit.com", "google.com", "news.google.com", "apple.news", "msn.com", "news.yahoo.com"),
        *("yahoo.com", "flipboard.com", "smartnews.com", "newsbreak.com", "web.archive.org", "archive.org"),
        *("archive.ph", "archive.is", "archive.today", "podcasts.apple.com", "open.spotify.com", "spotify.com"),
    }
)
_DOMAIN_ENDING = re.compile(r"\.(?:com|org|net|news)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """The outlet that is meant; or outlets that might be, each with its name."""

    outlet_id: int | None = None
    suggestions: list[tuple[int, str]] = field(default_factory=list)


@lru_cache(maxsize=10_000)
def outlet_key(name: str) -> str:
    """`name` for comparison: "The Washington Post" and "washingtonpost.com" are one."""
    return normalize_name(name).replace(" ", "")


def normalize_name(name: str) -> str:
    """`name` normalized for matching, without a leading "The" and an ending such as ".com", words kept apart."""
    plain = normalize_for_matching(_DOMAIN_ENDING.sub("", one_line(name).strip(" .,;")))
    return plain.removeprefix("the ")


class OutletIndex:
    """All outlets, ready to be looked up without further queries."""

    def __init__(self, outlets: Iterable[tuple[int, str, str, str, str]]) -> None:
        """From tuples (id, name, other spellings by line, website, language)."""
        self.names: dict[int, str] = {}
        self.languages: dict[int, str] = {}
        self._by_name: defaultdict[str, set[int]] = defaultdict(set)
        self._by_spelling: defaultdict[str, set[int]] = defaultdict(set)
        self._by_host: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._by_initials: defaultdict[str, set[int]] = defaultdict(set)
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        #: What suggestions are looked for in: spellings with their words apart, and without spaces.
        self._spaced: list[str] = []
        self._compact: list[str] = []
        self._owners: list[int] = []
        self._found: dict[tuple[str, str, str], Match] = {}
        self._similar = cache(self._look_for_similar)
        for pk, name, spellings, website, language in outlets:
            self._add(pk, name, spellings.splitlines(), website, language)

    @classmethod
    def load(cls) -> "OutletIndex":
        """The index of all outlets. One query."""
        return cls(Outlet.objects.values_list("pk", "name", "other_names", "website", "language").order_by("name"))

    def match(self, name: str, url: str = "") -> Match:
        """The outlet that `name`, or else the address, stands for. Never raises."""
        host = host_of(url)
        key = (name, host, path_of(url) if host in PLATFORMS or len(self._by_host.get(host, ())) > 1 else "")
        if key not in self._found:
            self._found[key] = self._match(name, url, host)
        return self._found[key]

    def by_name(self, name: str) -> int | None:
        """The only outlet with exactly this name or other spelling."""
        found = self._named(name)
        return found[0] if len(found) == 1 else None

    def by_address(self, url: str) -> int | None:
        """The only outlet whose website this address is on."""
        found = self._by_domain(host_of(url), url)
        return found[0] if len(found) == 1 else None

    def _add(self, pk: int, name: str, spellings: list[str], website: str, language: str) -> None:
        self.names[pk] = name
        self.languages[pk] = language
        self._by_name[outlet_key(name)].add(pk)
        for spelling in [name, *spellings]:
            spaced = normalize_name(spelling)
            if not spaced:
                continue
            if spelling is not name:
                self._by_spelling[outlet_key(spelling)].add(pk)
            words = spaced.split()
            if len(words) > 1:
                self._by_initials["".join(word[0] for word in words)].add(pk)
                self._by_initials["".join(word[0] for word in words if word not in {"of", "and", "de", "la"})].add(pk)
            self._by_word[words[0] if len(words) == 1 else spaced].add(pk)
            if len(spaced.replace(" ", "")) > SHORT:
                self._spaced.append(" ".join(sorted(words)))
                self._compact.append(spaced.replace(" ", ""))
                self._owners.append(pk)
        if host := host_of(website):
            self._by_host[host].append((path_of(website), pk))

    def _match(self, name: str, url: str, host: str) -> Match:
        named = self._named(name)
        if len(named) == 1:
            return Match(named[0])
        in_name = self._by_domain(host_of(name), name)
        sites = self._by_domain(host, url) or in_name
        if len(sites) == 1 and (not name.strip() or sites == in_name or self._resembles(name, sites[0])):
            return Match(sites[0])
        likely = [*named, *self._similar(normalize_name(name)), *sites] if name.strip() else sites
        return Match(suggestions=[(pk, self.names[pk]) for pk in dict.fromkeys(likely)][:MAX_SUGGESTIONS])

    def _named(self, name: str) -> list[int]:
        key = outlet_key(name)
        return sorted(self._by_name.get(key) or self._by_spelling.get(key) or ()) if key else []

    def _by_domain(self, host: str, url: str) -> list[int]:
        """The outlets whose website the address is on, or on a part of: "noticias.univision.com" is Univision's."""
        labels = host.split(".")
        for start in range(len(labels) - 1):
            site = ".".join(labels[start:])
            if entries := self._by_host.get(site):
                return self._on_site(entries, site, path_of(url))
            if site in PLATFORMS:
                return []
        return []

    def _on_site(self, entries: list[tuple[str, int]], site: str, path: str) -> list[int]:
        """Of the outlets on one site, those whose path goes furthest along with the address's."""
        if len(entries) == 1 and site not in PLATFORMS:
            return [entries[0][1]]
        along = [
            entry for entry in entries if f"{path}/".startswith(f"{entry[0]}/") and (entry[0] or site not in PLATFORMS)
        ]
        longest = max((len(prefix) for prefix, _pk in along), default=0)
        return sorted({pk for prefix, pk in along if len(prefix) == longest})

    def _resembles(self, name: str, pk: int) -> bool:
        """Whether name and domain say the same: a story of one outlet on the site of another is not the site's."""
        from rapidfuzz import fuzz  # noqa: PLC0415 few processes need it

        return pk in self._similar(normalize_name(name)) or (
            fuzz.partial_ratio(outlet_key(name), outlet_key(self.names[pk])) >= 90
            and min(len(outlet_key(name)), len(outlet_key(self.names[pk]))) > SHORT
        )

    def _look_for_similar(self, spaced: str) -> list[int]:
        """Outlets with a name similar to a normalized one, the most similar first. Those that are commonly called so come
        before all others."""
        called = [pk for other in other_names(spaced) for pk in self._named(other)]
        return list(dict.fromkeys([*called, *self._look_for_like(spaced)]))[:MAX_SUGGESTIONS]

    def _look_for_like(self, spaced: str) -> list[int]:
        words = spaced.split()
        compact = spaced.replace(" ", "")
        scores: dict[int, float] = {}
        if len(compact) <= SHORT:
            for pk in self._by_initials.get(compact, ()):
                scores[pk] = 100
        else:
            initials = "".join(word[0] for word in words)
            for pk in self._by_word.get(initials, ()) if len(words) > 1 else ():
                scores[pk] = 90  # "National Public Radio" is NPR
            self._score(scores, " ".join(sorted(words)), self._spaced)
            self._score(scores, compact, self._compact)
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = " ".join(words[start:end])
                for pk in self._by_word.get(part, ()):  # "Univision Noticias", "NPR News"
                    scores[pk] = max(scores.get(pk, 0), 85 if len(part) > 2 else 0)
        ranking = sorted((-score, self.names[pk], pk) for pk, score in scores.items() if score)
        return [pk for _score, _name, pk in ranking[:MAX_SUGGESTIONS]]

    def _score(self, scores: dict[int, float], query: str, choices: list[str]) -> None:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 few processes need it

        for _choice, score, place in process.extract(
            query, choices, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=MAX_SUGGESTIONS * 2
        ):
            owner = self._owners[place]
            scores[owner] = max(scores.get(owner, 0), score)
