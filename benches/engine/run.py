#!/usr/bin/env python3
"""Measures the browser on two ClickHouse servers beside the browser on a file, with the same questions.

    python3 benches/engine/run.py --events 10000000 --file 1000000

The events are generated and put on two servers that this starts on this machine; that takes a while, and is done once.
All times are from a key to the screen that shows the answer. Needs Linux, Python 3.10 and `clickhouse-server`.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benches" / "support"))
sys.path.insert(0, str(ROOT / "benches" / "peers"))
sys.path.insert(0, str(ROOT / "benches" / "engine"))

from events import RARE_ACTOR, WORD, actor_names, events  # noqa: E402
from machine import machine, milliseconds, peak_memory, table  # noqa: E402
from servers import Servers  # noqa: E402
from session import Session  # noqa: E402

WORK = ROOT / "target" / "engine"
PROGRAM = ROOT / "target" / "release" / "annals"
TIMEOUT = 120


def generated(count):
    """Returns a file of so many events, which is written once."""
    path = WORK / f"events-{count}.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        with open(unfinished, "w", encoding="utf-8") as out:
            for event in events(count):
                out.write(line(event) + "\n")
        unfinished.rename(path)
    return path


def busy_actor(count):
    """Returns the actor with the most events."""
    return actor_names(random.Random(count))[0]


def load(servers, count):
    """Puts the events on the servers, unless they are there."""
    everywhere, one = servers.address(f"events{count}")
    tables = servers.ask(f"SELECT count() FROM system.tables WHERE database = 'events{count}' AND name = 'evd'")
    held = int(servers.ask(f"SELECT count() FROM events{count}.evd")) if tables == "1" else 0
    if held < count:
        subprocess.run([PROGRAM, "push", everywhere, generated(count)], check=True)
    return one


def has(*texts):
    return lambda lines: all(text in "\n".join(lines) for text in texts)


def events_of(argument, actor):
    """Returns the number of events of an actor, as `annals actors` counts them."""
    listed = subprocess.run([PROGRAM, "actors", argument, "--no-cache"], capture_output=True, text=True, check=True)
    return next(int(line.split()[0]) for line in listed.stdout.splitlines() if f" {actor} " in line)


def play(argument, count, busy, its_events):
    """Asks one after the other, and returns seconds and, for the memory, bytes."""
    figures = {}
    with Session([str(PROGRAM), "--no-cache", str(argument)]) as session:

        def ask(name, keys, wanted):
            session.rest()
            typed = session.send(keys)
            figures[name] = session.until(wanted, TIMEOUT) - typed

        def no_filter(lines):
            return f" of {count}" not in lines[-1]

        def selected(lines):
            return next((line for line in lines if line.startswith("▌")), "")

        figures["first screen"] = session.until(has("4 Jan 1890"), TIMEOUT) - session.started
        # A file is still read then.
        session.until(has(f"{count} events"), TIMEOUT)
        figures["all events"] = session.written - session.started
        ask("go to the last event", "G", has("31 Dec 2025"))
        ask("go to the first event", "g", has("4 Jan 1890"))
        ask("go to a date", ":1957-06-03\r", lambda lines: "3 Jun 1957" in selected(lines))
        before = selected(session.terminal.lines())
        ask("half a screen down", "\x04", lambda lines: selected(lines) not in ("", before) and "…" not in selected(lines)[:4])
        ask("filter: a rare actor", f'factor:"{RARE_ACTOR}"\r', has(f" 12 of {count}"))
        ask("no filter", "x", no_filter)
        ask("filter: a busy actor", f'factor:"{busy}"\r', has(f" {its_events} of {count}"))
        ask("no filter, again", "x", no_filter)
        ask("actors with their counts", "a", has(f" {its_events} "))
        session.rest()
        session.send("\x1b")
        ask("filter: a word", f"f{WORD}\r", has(f" {count // 1000} of {count}"))
        session.rest()
        figures["memory"] = peak_memory(session.process.pid)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000, help="on the servers")
    parser.add_argument("--file", type=int, default=1_000_000, help="in the file")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--load", action="store_true", help="only put the events on the servers")
    arguments = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    file = generated(arguments.file)
    with Servers(WORK / "servers") as servers:
        address = load(servers, arguments.events)
        if arguments.load:
            return
        found = {"file": [], "servers": []}
        actors = {}
        for name, argument, count in [("file", file, arguments.file), ("servers", address, arguments.events)]:
            busy = busy_actor(count)
            actors[name] = (busy, events_of(argument, busy))
        for _ in range(arguments.runs):
            found["file"].append(play(file, arguments.file, *actors["file"]))
            found["servers"].append(play(address, arguments.events, *actors["servers"]))
    medians = {name: {key: statistics.median(run[key] for run in runs) for key in runs[0]} for name, runs in found.items()}
    rows = []
    for key in medians["file"]:
        show = (lambda value: f"{value / 1e6:.0f} MB") if key == "memory" else milliseconds
        rows.append([key, show(medians["file"][key]), show(medians["servers"][key])])
    print(machine())
    print(table(["", f"file, {arguments.file:,}", f"two servers, {arguments.events:,}"], rows))


if __name__ == "__main__":
    main()
