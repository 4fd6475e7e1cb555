"""The programs, and the keys that each takes for the same things."""

import re
from dataclasses import dataclass
from pathlib import Path

from events import RARE_ACTOR

EVENT = re.compile(r"\be(\d{7})\b")


def shown(lines):
    """The numbers of the events on the screen, from top to bottom."""
    return [int(number) for line in lines for number in EVENT.findall(line)]


def is_on_top(lines, number):
    return shown(lines)[:1] == [number]


def is_at_bottom(lines, number):
    return shown(lines)[-1:] == [number]


def is_selected_in_annals(lines, number):
    selected = [line for line in lines if line.startswith("▌")]
    return number in shown(selected)


@dataclass
class Program:
    name: str
    # The file of events comes after it.
    command: list
    file: str
    # Whether an event is where the cursor is after scrolling down to it.
    is_at: callable
    # What filters for the rare actor. What is in `prepare` is typed before, without being measured.
    filter: str
    prepare: str = ""
    # What the screen shows when the filter is done, and the keys that then open what it has found.
    found: str = ""
    open_found: str = ""
    top: str = "g"
    end: str = "G"
    # How often to try to go to the end while the file is being read, in seconds. Each try makes
    # the program draw.
    period: float = 0.03


def programs(annals):
    lnav_formats = str(Path(__file__).parent / "lnav")
    return [
        Program(
            name="annals",
            command=[annals],
            file="events.jsonl",
            is_at=is_selected_in_annals,
            filter=f'factor:"{RARE_ACTOR}"\r',
        ),
        Program(
            name="lnav",
            command=["lnav", "-I", lnav_formats],
            file="events.log",
            is_at=is_on_top,
            filter=f":filter-in {RARE_ACTOR}\r",
            period=0.25,
        ),
        Program(
            name="visidata",
            command=["vd"],
            file="events.csv",
            is_at=is_at_bottom,
            # Selects rows by the column of actors, the third.
            prepare="ll",
            filter=f"|{RARE_ACTOR}\r",
            found="12 matches",
            open_found='"',
            top="gk",
            end="gj",
            period=0.5,
        ),
        Program(
            name="csvlens",
            command=["csvlens"],
            file="events.csv",
            is_at=is_at_bottom,
            filter=f"&{RARE_ACTOR}\r",
        ),
        Program(
            name="less -S",
            command=["less", "-S"],
            file="events.jsonl",
            is_at=is_on_top,
            filter=f"&{RARE_ACTOR}\r",
        ),
    ]
