"""Generates events for the programs in `benches/peers` and `benches/queries`.

The same number of events is the same bytes everywhere. The first rows have consecutive days before all other
dates, and the last row has the last date of all, so that the beginning and the end are the same events in the
order of the file and in that of time. All other dates are shuffled, and of every precision.
"""

import csv
import hashlib
import json
import random
from bisect import bisect
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

# An actor of twelve events, from one end of the file to the other, and a word of one event in a thousand.
RARE_ACTOR = "Ottoline Farthing"
RARE_EVENTS = 12
WORD = "zeppelin"
WORD_EVERY = 1_000

SMALLEST = 2_000
ORDERED = 1_000
ACTORS = 2_000
EVENTS_PER_SOURCE = 40

SYLLABLES = "ba chi do fen gar hol ir jun kes lor mi nov os par qui ras sel tor ul vik wen yar zu".split()
PLACES = "Arlen Bergum Corvo Dunmere Eskil Fosse Gorze Hemna Ilmen Jarsk Kolding Łódź Málaga Narva Orel".split()
TAGS = "trade treaty visit trial strike vote loan transfer arrest speech border audit merger aid protest".split()
WORDS = """a about according accused after again agreement all also ambassador and announced another appeal
archive army arrived asked assembly at bank before between bill board border both bridge brought but by cabinet
canal capital case charter chief church city clerk coal commission committee company confirmed congress contract
convoy copy council court customs day debt decree delegation denied deputy district document dozen during each
early election embassy engineer envoy evening every factory farm first fleet for foreign former four from frontier
garrison general gold government grain had half harbour he hearing her his hospital hundred in inquiry it judge
last late law leader ledger left letter line loan mayor meeting mine minister ministry morning near negotiation
new newspaper night no north not observer of offer office officer on one opened or order over paid parliament
party passed payment petition police port president press prison protocol province public railway received record
refused report request reserve returned river road said school secretary sent session she ship signed soldier some
south spoke state station street strike tax telegram that the their then they three to town trade train treaty
two under union until village vote was were while with witness workers wrote year""".split()
COLUMNS = ["id", "date", "actors", "title", "place", "tags", "source", "paragraph", "quote", "summary"]


def rare_rows(count):
    """The numbers of the events with the rare actor, from 1. The last is close to the end."""
    return [turn * (count - 7) // RARE_EVENTS for turn in range(1, RARE_EVENTS + 1)]


def word_rows(count):
    return range(WORD_EVERY // 2, count + 1, WORD_EVERY)


def actor_names(dice):
    names = {}
    while len(names) < ACTORS:
        parts = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 3))).capitalize() for _ in range(2)]
        names[" ".join(parts)] = None
    return list(names)


def made_date(dice):
    year, month, day = dice.randrange(1900, 2025), dice.randint(1, 12), dice.randint(1, 28)
    kind = dice.random()
    if kind < 0.7:
        return f"{year}-{month:02}-{day:02}"
    if kind < 0.85:
        return f"{year}-{month:02}"
    if kind < 0.93:
        return f"{year}"
    if kind < 0.96:
        return f"{year}-{month:02}-{day:02}T{dice.randrange(24):02}:{dice.randrange(60):02}:00"
    if kind < 0.99:
        return f"{year}-{month:02}-{day:02}/{year + dice.randint(0, 3)}-12"
    return f"{year}~"


def event_date(dice, number, count):
    if number <= ORDERED:
        return str(date(1890, 1, 1) + timedelta(days=3 * number))
    return "2025-12-31" if number == count else made_date(dice)


def events(count):
    dice = random.Random(count)
    actors = actor_names(dice)
    weights = list(accumulate(1 / rank for rank in range(1, ACTORS + 1)))
    rare, with_word = set(rare_rows(count)), set(word_rows(count))
    for number in range(1, count + 1):
        picks = [dice.random() * weights[-1] for _ in range(dice.choice((1, 1, 2, 2, 3, 4)))]
        taking_part = dict.fromkeys(actors[bisect(weights, pick)] for pick in picks)
        if number in rare:
            taking_part[RARE_ACTOR] = None
        words = dice.choices(WORDS, k=65)
        if number in with_word:
            words[40] = WORD
        yield {
            "id": f"e{number:07}",
            "date": event_date(dice, number, count),
            "actors": list(taking_part),
            "title": f"Case e{number:07}: {' '.join(words[:8])}",
            "place": dice.choice(PLACES),
            "tags": dice.sample(TAGS, dice.randrange(5)),
            "source": f"s{dice.randrange(count // EVENTS_PER_SOURCE):06}",
            "paragraph": dice.randint(1, 400),
            "quote": " ".join(words[8:22]).capitalize(),
            "summary": " ".join(words[22:]).capitalize() + ".",
        }


def as_log(event, number, count):
    """The same event for lnav, which needs a time in every line and takes no dates before 1970."""
    time = datetime(1990, 1, 1) + number * (timedelta(days=12_000) / count)
    rest = {key: ";".join(value) if isinstance(value, list) else value for key, value in event.items()}
    return {"time": time.isoformat(timespec="milliseconds"), **rest}


def write(count, folder):
    folder.mkdir(parents=True, exist_ok=True)
    line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with (
        open(folder / "events.jsonl", "w", encoding="utf-8") as jsonl,
        open(folder / "events.csv", "w", encoding="utf-8", newline="") as table,
        open(folder / "events.log", "w", encoding="utf-8") as log,
    ):
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(COLUMNS)
        for number, event in enumerate(events(count), 1):
            jsonl.write(line(event) + "\n")
            values = (event[column] for column in COLUMNS)
            rows.writerow([";".join(value) if isinstance(value, list) else value for value in values])
            log.write(line(as_log(event, number, count)) + "\n")


def prepare(count):
    """Returns the folder of the generated files, which are written once."""
    if count < SMALLEST:
        raise SystemExit(f"--events is at least {SMALLEST}")
    version = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    target = Path(__file__).resolve().parents[2] / "target"
    folder = target / "events" / f"{count}-{version}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        write(count, unfinished)
        unfinished.rename(folder)
    return folder
