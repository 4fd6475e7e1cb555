#!/usr/bin/env python3
"""Measures annals and other programs that show a large file in a terminal, on the same events.

    python3 benches/peers/run.py --events 1000000

All programs go through the same scenario in a terminal of 120x40, in turn, several times: the first screen, the
last row, 500 keys at once, keys one by one, and a filter for an actor of twelve events. Needs Linux and Python
3.10. Programs that are not installed are left out.
"""

import argparse
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benches" / "support"))

from events import prepare, rare_rows  # noqa: E402
from machine import machine, milliseconds, peak_memory, search_first, table, version  # noqa: E402
from programs import programs, shown  # noqa: E402
from session import Session, Stuck  # noqa: E402

BURST = 500
KEYS = 200
# Fewer rows than every program shows, so that it is a whole screen.
SCREENFUL = 25


def play(program, file, count, timeout, look):
    """Plays the scenario, and returns what it measures: seconds and, for the memory, bytes."""
    figures = {}
    rare = set(rare_rows(count))
    with Session([*program.command, str(file)]) as session:

        def step(name):
            session.rest()
            look(name, session.terminal.lines())

        def to_top():
            session.send(program.top)
            # lnav does not take every key while it is busy.
            session.until(lambda lines: 1 in shown(lines), timeout, program.top, 1)
            session.rest()

        try:
            first = session.until(lambda lines: len(set(shown(lines))) >= SCREENFUL, timeout)
            figures["first screen"] = first - session.started
            look("first screen", session.terminal.lines())
            last = session.until(lambda lines: count in shown(lines), timeout, program.end, program.period)
            figures["last row"] = last - session.started
            step("last row")
            to_top()
            figures["burst"] = session.burst("j", BURST, lambda lines: program.is_at(lines, BURST + 1), timeout)
            step("burst")
            figures["keys"] = [session.answer("j") for _ in range(KEYS)]
            step("keys")
            to_top()
            session.send(program.prepare)
            step("before the filter")
            figures["filter"] = filter_time(session, program, rare, timeout)
            step("filter")
            figures["memory"] = peak_memory(session.process.pid)
        except Stuck as stuck:
            look(f"{program.name}: {stuck}", session.terminal.lines())
            raise
    return figures


def filter_time(session, program, rare, timeout):
    """Returns the seconds until all events of the rare actor and no others are shown."""
    typed = session.send(program.filter)
    passed = 0
    if program.open_found:
        passed = session.until(lambda lines: program.found in "\n".join(lines), timeout) - typed
        session.rest()
        typed = session.send(program.open_found)
    return passed + session.until(lambda lines: set(shown(lines)) == rare, timeout) - typed


def look(name, lines):
    print(f"---- {name}", *lines, sep="\n", file=sys.stderr)


def row(program, runs):
    """Returns the medians of some runs as a row of the table."""

    def median(name):
        return statistics.median(run[name] for run in runs)

    keys = [time for run in runs for time in run["keys"]]
    return [
        f"{program.name} {version(program.command[0])}",
        milliseconds(median("first screen")),
        milliseconds(median("last row")),
        milliseconds(median("filter")),
        f"{milliseconds(statistics.median(keys))} / {milliseconds(statistics.quantiles(keys, n=100)[98])}",
        milliseconds(median("burst")),
        f"{median('memory') / 1e6:,.0f} MB",
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--annals", default=str(ROOT / "target" / "release" / "annals"), help="the program to measure")
    parser.add_argument("--only", help="names, separated by commas")
    parser.add_argument("--timeout", type=float, default=300, help="seconds that a step may take")
    parser.add_argument("--show", action="store_true", help="print the screen after every step")
    parser.add_argument("--path", help="a folder of programs to use before all others")
    options = parser.parse_args()
    search_first(options.path)
    chosen = programs(options.annals)
    if options.only:
        chosen = [program for program in chosen if program.name.split()[0] in options.only.split(",")]
    for program in chosen:
        if not version(program.command[0]):
            print(f"{program.name} is left out: there is no `{program.command[0]}`", file=sys.stderr)
    chosen = [program for program in chosen if version(program.command[0])]
    folder = prepare(options.events)
    for name in {program.file for program in chosen}:
        # All find the file in the page cache.
        (folder / name).read_bytes()
    runs = {program.name: [] for program in chosen}
    for turn in range(options.runs):
        for program in chosen:
            print(f"run {turn + 1} of {options.runs}: {program.name}", file=sys.stderr)
            watch = look if options.show else lambda name, lines: None
            try:
                runs[program.name].append(play(program, folder / program.file, options.events, options.timeout, watch))
            except Stuck as stuck:
                print(f"{program.name}: {stuck}", file=sys.stderr)
    header = ["", "first screen", "last row", "filter", "key, median / 99 %", f"{BURST} keys", "memory"]
    complete = [program for program in chosen if runs[program.name]]
    print(f"{options.events:,} events, milliseconds; {machine()}\n")
    print(table(header, [row(program, runs[program.name]) for program in complete]))


if __name__ == "__main__":
    main()
