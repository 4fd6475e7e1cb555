#!/usr/bin/env python3
"""Measures `annals import` on tables of two sizes, and Miller and csvcut, which only convert or copy them.

    cargo build --release
    python3 benches/import/run.py --rows 400000 --runs 3

Prints megabytes of CSV a second of processor time, and the peak memory. Programs take turns; the figures are medians.
Programs that are not installed are left out. Needs Linux and Python 3.10.
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benches" / "support"))

from machine import machine, table, version  # noqa: E402

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
WORDS = "the dockers marched to quay four and asked for the books of the sale while police looked on".split()


def acled_row(number, random):
    day = f"{random.randint(2015, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    notes = " ".join(random.choices(WORDS, k=random.randint(20, 60)))
    return (
        f"ARD{number},{day},{day[:4]},{random.randint(1, 3)},Demonstrations,Protests,Peaceful protest,"
        f'Protesters (Ardena {number % 500}),"Dockers\' Union; Teachers\' Union",Protesters,NA,NA,NA,Protesters only,NA,'
        f'999,Coast,Ardena,Harbour,Port Ardena,NA,Quay {number % 90},10.1,20.2,1,Ardena Courier; Radio Nord,National,'
        f'"On {day}, {notes}.",0,crowd size=about {number % 900},1672790400\n'
    )


def make(rows):
    """Returns a file with so many rows. It is made once."""
    path = ROOT / "target" / "events" / f"acled-{rows}.csv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        chance = random.Random(rows)
        part = path.with_suffix(".part")
        with open(part, "w", encoding="utf-8") as file:
            file.write(ACLED + "\n")
            file.writelines(acled_row(number, chance) for number in range(rows))
        part.rename(path)
    return path


def run(command):
    """Runs a command, and returns the seconds of processor time and the peak memory in bytes."""
    child = os.fork()
    if child == 0:
        with open(os.devnull, "r+b") as nothing:
            done = subprocess.run(command, stdin=nothing, stdout=nothing, stderr=nothing, check=False)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = used.ru_utime + used.ru_stime
        with open(f"/tmp/annals-import-{os.getpid()}", "w", encoding="ascii") as told:
            told.write(f"{done.returncode} {seconds} {used.ru_maxrss * 1024}")
        os._exit(0)
    os.waitpid(child, 0)
    told = Path(f"/tmp/annals-import-{child}")
    status, seconds, memory = told.read_text(encoding="ascii").split()
    told.unlink()
    if status != "0":
        sys.exit(f"{command[0]} failed with status {status}")
    return float(seconds), int(memory)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=400_000)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--annals", default=str(ROOT / "target" / "release" / "annals"))
    given = arguments.parse_args()
    rows = []
    for count in (given.rows // 10, given.rows):
        file = make(count)
        size = file.stat().st_size
        programs = {
            "annals import": [given.annals, "import", "acled", str(file)],
            "mlr": ["mlr", "--icsv", "--ojsonl", "cat", str(file)],
            "csvcut": ["csvcut", "-c", "1-31", str(file)],
        }
        programs = {name: it for name, it in programs.items() if "/" in it[0] or version(it[0])}
        measured = {name: [] for name in programs}
        for _ in range(given.runs):
            for name, command in programs.items():
                measured[name].append(run(command))
        for name, runs in measured.items():
            seconds = statistics.median(it[0] for it in runs)
            memory = statistics.median(it[1] for it in runs)
            rows.append([name, f"{size / 1e6:.0f} MB", f"{size / 1e6 / seconds:.0f} MB/s", f"{memory / 1e6:.1f} MB"])
    print(machine())
    print(table(["program", "table", "of CSV a second of one core", "memory"], rows))


if __name__ == "__main__":
    main()
