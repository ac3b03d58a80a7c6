"""Sample outlets and clippings, written in bulk."""

import bisect
import datetime as dt
import itertools
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from demo.generator import words
from press.addresses import address_key
from press.enums import LinkState
from press.link_checks.models import Link
from press.models import Clipping, ClippingCampaign, Outlet

T = TypeVar("T")

#: What the addresses of sample outlets end with.
DOMAIN = ".generated.example"
#: The newest piece is from this day, the oldest from eight years before: the library does not depend on the clock.
LAST_DAY = dt.date(2025, 12, 31)
DAYS = 8 * 365
BATCH = 2000


class Weighted(Sequence[T]):
    """Things of which the first ones come up most often."""

    def __init__(self, items: Sequence[T], weights: Sequence[float], rng: random.Random) -> None:
        self._items, self._sums, self._rng = items, list(itertools.accumulate(weights)), rng

    @classmethod
    def long_tail(cls, items: Sequence[T], rng: random.Random) -> "Weighted[T]":
        """A few large ones, and many small ones (Zipf's law, flattened at the top)."""
        return cls(items, [1 / (rank + 6) ** 1.15 for rank in range(len(items))], rng)

    @classmethod
    def of(cls, shares: dict[T, int], rng: random.Random) -> "Weighted[T]":
        """Keys with their shares."""
        return cls(list(shares), list(shares.values()), rng)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, place: Any) -> Any:
        return self._items[place]

    def pick(self) -> T:
        """One of them."""
        return self._items[bisect.bisect(self._sums, self._rng.random() * self._sums[-1])]


def make_outlets(count: int, rng: random.Random) -> list[Outlet]:
    """Write `count` outlets with different names and put them into the search index."""
    languages = Weighted.of(words.LANGUAGES, rng)
    rows = []
    for number in range(count):
        place = words.PLACES[number % len(words.PLACES)]
        turn = number // len(words.PLACES)
        language = languages.pick()
        if language == "es":
            name = words.PAPERS["es"][turn % len(words.PAPERS["es"])].format(place)
        else:
            name = f"{place} {words.PAPERS['en'][turn % len(words.PAPERS['en'])]}"
        rows.append(
            Outlet(
                name=f"{name} {number + 1}",
                other_names=f"{place[:3].upper()}{number + 1}" if number % 4 == 0 else "",
                website=f"https://outlet-{number + 1}{DOMAIN}/",
                language=language,
            )
        )
    Outlet.objects.bulk_create(rows, batch_size=BATCH)
    _index(Outlet, rows)
    return rows


class Library:
    """Writes clippings of some outlets under some hubs."""

    def __init__(self, outlets: list[Outlet], hubs: list[Any], rng: random.Random) -> None:
        self.rng = rng
        self.outlets = Weighted.long_tail(outlets, rng)
        self.hubs = Weighted.long_tail(hubs, rng) if hubs else None
        self.kinds = Weighted.of(words.KINDS, rng)
        self.languages = Weighted.of(words.LANGUAGES, rng)
        self.states = Weighted.of(words.LINK_STATES, rng)
        self.locales = list(Locale.objects.filter(language_code__in=words.GLOSSES).order_by("language_code"))

    def write(self, count: int, report: Callable[[int], None]) -> None:
        """Write `count` citations, the oldest first, with what belongs to them. `report` learns how many there are."""
        ages = sorted((int(DAYS * self.rng.random() ** 1.3) for _ in range(count)), reverse=True)
        done = 0
        for batch in _batches(ages):
            with transaction.atomic():
                self._write(done, batch)
            done += len(batch)
            report(done)

    def _write(self, first: int, ages: list[int]) -> None:
        rows = [self._clipping(first + place, age) for place, age in enumerate(ages)]
        Clipping.objects.bulk_create(rows)
        carriers = [carrier for row in rows if row.gloss and (carrier := self._carrier(row))]
        Clipping.objects.bulk_create(carriers)
        ClippingCampaign.objects.bulk_create(link for row in rows for link in self._filed(row))
        Link.objects.bulk_create(self._link(row) for row in rows if row.url and self.rng.random() < 0.9)
        _index(Clipping, rows + carriers)

    def _clipping(self, number: int, age: int) -> Clipping:
        rng = self.rng
        outlet = self.outlets.pick()
        language = outlet.language if rng.random() < 0.95 else self.languages.pick()
        locale = self.locales[0] if language != "es" or rng.random() < 0.5 else self.locales[-1]
        topics = words.TOPICS[language]
        headlines = words.HEADLINES.get(language, words.HEADLINES[""])
        url = f"{outlet.website}{number}/story" if rng.random() < 0.92 else ""
        return Clipping(
            headline=rng.choice(headlines).format(place=rng.choice(words.PLACES), topic=rng.choice(topics)),
            outlet=outlet,
            date=LAST_DAY - dt.timedelta(days=age),
            kind=self.kinds.pick(),
            language=language,
            url=url,
            url_key=address_key(url) if url else "",
            archive_url=f"https://archive{DOMAIN}/{number}" if rng.random() < 0.2 else "",
            author=f"{rng.choice(words.FIRST_NAMES)} {rng.choice(words.LAST_NAMES)}" if rng.random() < 0.4 else "",
            gloss=rng.choice(words.GLOSSES[locale.language_code]) if rng.random() < 0.3 else "",
            locale=locale,
            translation_key=self._key(),
            live=rng.random() < 0.98,
        )

    def _carrier(self, row: Clipping) -> Clipping | None:
        """The gloss in the other language, for two of three that have one."""
        if self.rng.random() > 0.66 or len(self.locales) < 2:
            return None
        locale = next(locale for locale in self.locales if locale != row.locale)
        copied = ("headline", "outlet", "date", "kind", "language", "url", "url_key", "archive_url", "author", "live")
        return Clipping(
            **{name: getattr(row, name) for name in copied},
            gloss=self.rng.choice(words.GLOSSES[locale.language_code]),
            citation=row,
            locale=locale,
            translation_key=row.translation_key,
        )

    def _filed(self, row: Clipping) -> Iterator[ClippingCampaign]:
        """Most are about one campaign, some about two, a few about none."""
        share = self.rng.random()
        hubs = {self.hubs.pick() for _ in range(2 if share < 0.1 else 1)} if self.hubs and share < 0.95 else set()
        for place, hub in enumerate(sorted(hubs, key=lambda hub: hub.pk)):
            yield ClippingCampaign(clipping=row, campaign_id=hub.campaign_id, date=row.date, sort_order=place)

    def _link(self, row: Clipping) -> Link:
        now = timezone.now()
        state = self.states.pick()
        known = state != LinkState.UNKNOWN
        return Link(
            clipping=row,
            url=row.url,
            state=state,
            since=now if known else None,
            checked_at=now if known else None,
            next_check_at=now + dt.timedelta(days=self.rng.randrange(1, 60)),
            status_code={"ok": 200, "moved": 200, "paywall": 200, "dead": 404}.get(state),
            needs_person=state == LinkState.DEAD and self.rng.random() < 0.3,
        )

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)


def _index(model: object, rows: list[Any]) -> None:
    """Put rows into the search index, on any database."""
    index = get_search_backend().get_index_for_model(model)
    for batch in _batches(rows, 500):
        index.add_items(model, batch)


def _batches(items: list[Any], size: int = BATCH) -> Iterator[list[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
