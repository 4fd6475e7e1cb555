#!/usr/bin/env python3
"""Measures `annals list` and other programs that select lines of a file, on the same events.

    python3 benches/queries/run.py --events 1000000

Each program selects the events of an actor of twelve events, and then those with a word in any text, from the same
JSON Lines. They take turns, and the output of each has to have the right events. Needs Linux and Python 3.10.
Programs that are not installed are left out.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benches" / "support"))

from events import RARE_ACTOR, WORD, prepare, rare_rows, word_rows  # noqa: E402
from machine import machine, milliseconds, peak_memory, search_first, table, version  # noqa: E402

CACHE = str(ROOT / "target" / "events" / "cache")
ID = re.compile(r'"id": ?"e(\d{7})"')
TEXTS = "title, place, quote, summary, array_to_string(actors, ' '), array_to_string(tags, ' ')"


def duckdb(file, condition):
    events = f"read_json('{file}', format = 'newline_delimited')"
    return ["duckdb", "-c", f"COPY (SELECT * FROM {events} WHERE {condition}) TO '/dev/stdout' (FORMAT json)"]


def listed(annals, file, *options):
    """Returns the command for a list whose last option is the filter. Without `--no-cache` it uses what an earlier
    run has kept."""
    *options, condition = options
    return [annals, "list", file, "--format", "jsonl", *options, "-f", condition]


def programs(annals, file):
    """Returns the commands that select by the actor and by the word."""
    rare = f'actor:"{RARE_ACTOR}"'
    any_text = '[.title, .place, .quote, .summary, .actors[], .tags[]] | join(" ") | test($word; "i")'
    texts = " || ".join(f'${field} =~ "{WORD}"i' for field in ("title", "place", "quote", "summary"))
    lists = " || ".join(f'any(${field}, func(each) {{return each =~ "{WORD}"i}})' for field in ("actors", "tags"))
    return {
        "annals": (listed(annals, file, "--no-cache", rare), listed(annals, file, "--no-cache", WORD)),
        "annals, again": (listed(annals, file, rare), listed(annals, file, WORD)),
        "ripgrep": (
            ["rg", "--fixed-strings", RARE_ACTOR, file],
            ["rg", "--fixed-strings", "--ignore-case", WORD, file],
        ),
        "DuckDB": (
            duckdb(file, f"list_contains(actors, '{RARE_ACTOR}')"),
            duckdb(file, f"concat_ws(' ', {TEXTS}) ILIKE '%{WORD}%'"),
        ),
        "Miller": (
            ["mlr", "--jsonl", "filter", f'any($actors, func(actor) {{return actor == "{RARE_ACTOR}"}})', file],
            ["mlr", "--jsonl", "filter", f"{texts} || {lists}", file],
        ),
        "jq": (
            ["jq", "-c", "--arg", "actor", RARE_ACTOR, "select(.actors | index($actor))", file],
            ["jq", "-c", "--arg", "word", WORD, f"select({any_text})", file],
        ),
    }


def run(command, watch_memory=False):
    """Runs a command, and returns the seconds, the peak memory in bytes if it is watched, and the output."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        environment = {"PATH": os.environ["PATH"], "HOME": home, "XDG_CACHE_HOME": CACHE, "LANG": "C.UTF-8"}
        started = time.monotonic()
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, text=True
        )
        peak = watch(process) if watch_memory else 0
        _, errors = process.communicate()
        took = time.monotonic() - started
        if process.returncode != 0:
            raise SystemExit(f"{' '.join(command)}: {errors}")
        output.seek(0)
        return took, peak, output.read()


def watch(process):
    """Returns the most memory that a program had just before it ended. The figure that the system keeps for
    ended programs is of no use, since it includes the memory of this one."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, peak_memory(process.pid))
        time.sleep(0.001)
    return peak


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--annals", default=str(ROOT / "target" / "release" / "annals"), help="the program to measure")
    parser.add_argument("--path", help="a folder of programs to use before all others")
    options = parser.parse_args()
    search_first(options.path)
    file = str(prepare(options.events) / "events.jsonl")
    # All find the file in the page cache.
    Path(file).read_bytes()
    chosen = {}
    for name, commands in programs(options.annals, file).items():
        if version(commands[0][0]):
            chosen[name] = commands
        else:
            print(f"{name} is left out: there is no `{commands[0][0]}`", file=sys.stderr)
    if "annals" not in chosen:
        raise SystemExit("build annals first: cargo build --release")
    cells = {name: [f"{name} {version(commands[0][0])}"] for name, commands in chosen.items()}
    for question, wanted in enumerate((rare_rows(options.events), word_rows(options.events))):
        measure(chosen, question, set(wanted), options.runs, cells)
    header = ["", "rare actor", "to annals", "memory", "word", "to annals", "memory"]
    print(f"{options.events:,} events, milliseconds; {machine()}\n")
    print(table(header, list(cells.values())))


def measure(chosen, question, wanted, runs, cells):
    """Adds the medians of one question to the rows of the table."""
    times = {name: [] for name in chosen}
    memory = {}
    for name, commands in chosen.items():
        _, memory[name], output = run(commands[question], watch_memory=True)
        if {int(number) for number in ID.findall(output)} != wanted:
            raise SystemExit(f"{name} selects other events: {' '.join(commands[question])}")
    for turn in range(runs):
        print(f"question {question + 1}, run {turn + 1} of {runs}", file=sys.stderr)
        for name, commands in chosen.items():
            times[name].append(run(commands[question])[0])
    for name in chosen:
        # Compared within each turn, since the load of the machine changes.
        ratios = [took / own for took, own in zip(times[name], times["annals"])]
        cells[name] += [
            milliseconds(statistics.median(times[name])),
            f"{statistics.median(ratios):.2f} ×",
            f"{memory[name] / 1e6:,.0f} MB",
        ]


if __name__ == "__main__":
    main()
