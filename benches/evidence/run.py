"""Measures how originals are read: how long a PDF takes, and which of the known sentences are found in it.

    cargo build --release && python3 benches/evidence/run.py

Writes a PDF of 400 pages, and times `annals source add` and, if it is there, `pdftotext` on it. Then adds each original in
tests/data/evidence and checks every sentence of its table. `--pages N` takes another length.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "target/release/annals"
ORIGINALS = ROOT / "tests/data/evidence"
WORDS = "the clerk of the harbour had seen a letter about repairs and dredging that cost more than planned in".split()
ROUNDS = 5


def pdf(pages):
    """Returns a PDF with 45 lines of Helvetica on each page."""
    random.seed(1)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in range(pages):
        lines = []
        for line in range(45):
            words = " ".join(random.choices(WORDS, k=12)) + f" {random.randint(1, 99999)}"
            lines.append(f"1 0 0 1 72 {760 - line * 15} Tm ({words}) Tj")
        lines.append(f"1 0 0 1 290 40 Tm ({page + 1}) Tj")
        stream = ("BT /F 10 Tf " + "\n".join(lines) + " ET").encode()
        objects.append(b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream")
        contents = len(objects)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>" % contents
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(kids))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def timeline(folder):
    file = folder / "events.toml"
    file.write_text('[timeline]\ntitle = "Originals"\n')
    return file


def add(original, file, *options):
    command = [PROGRAM, "source", "add", original, "--events", file, *options]
    return subprocess.run(command, capture_output=True, text=True)


def measure(command, *arguments):
    """Returns the seconds of a program and of everything it starts, and its peak memory in MiB."""
    begin = time.perf_counter()
    process = subprocess.Popen([command, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, (command, status)
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def speed(pages):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        original = folder / "long.pdf"
        original.write_bytes(pdf(pages))
        ours, theirs = [], []
        for round in range(ROUNDS):
            place = folder / str(round)
            place.mkdir()
            ours.append(measure(PROGRAM, "source", "add", original, "--events", timeline(place))[0])
            try:
                theirs.append(measure("pdftotext", "-layout", original, folder / "long.txt")[0])
            except FileNotFoundError:
                pass
        # The reader alone, since its memory is that of a child.
        with original.open("rb") as file:
            reader = subprocess.Popen([PROGRAM, "source", "read", "--as", "pdf"], stdin=file, stdout=subprocess.DEVNULL)
            usage = os.wait4(reader.pid, 0)[2]
    print(f"{pages} pages: annals {statistics.median(ours):.2f} s, {usage.ru_maxrss / 1024:.0f} MiB", end="")
    if theirs:
        ratio = statistics.median(ours) / statistics.median(theirs)
        print(f"; pdftotext {statistics.median(theirs):.2f} s, annals takes {ratio:.1f} times as long", end="")
    print()


def sentences(table):
    header, *rows = [line.split("\t") for line in table.read_text().splitlines()]
    return [dict(zip(header, row)) for row in rows]


def locator(row):
    if row.get("page"):
        return f"page = {row['page']}\n"
    return f'time = "{row["time"]}"\n' if row.get("time") else ""


def accuracy():
    print("| original | sentences | verified | at their place |\n| --- | --- | --- | --- |")
    for table in sorted(ORIGINALS.glob("*.tsv")):
        (original,) = [path for path in ORIGINALS.glob(table.stem + ".*") if path != table]
        rows = [row for row in sentences(table) if row["kind"] != "absent"]
        records = sorted({row.get("record", "") for row in rows})
        with tempfile.TemporaryDirectory() as folder:
            file = timeline(Path(folder))
            added = [
                add(original, file, "--id", f"s{index}", *(["--record", record] if record else []))
                for index, record in enumerate(records)
            ]
            if any(one.returncode for one in added):
                print(f"| {original.name} | {len(rows)} | refused | |")
                continue
            with file.open("a") as out:
                for index, row in enumerate(rows):
                    source = f"s{records.index(row.get('record', ''))}"
                    out.write(f'[[event]]\nid = "e{index}"\ndate = "2020"\ntitle = "x"\n[[event.citation]]\n')
                    out.write(f'source = "{source}"\n{locator(row)}quote = {json.dumps(row["quote"], ensure_ascii=False)}\n')
            checked = subprocess.run([PROGRAM, "check", "--format", "json", file], capture_output=True, text=True)
            found = {it["event"]: it for it in json.loads(checked.stdout)["citations"]}
        verified = placed = 0
        for index, row in enumerate(rows):
            it = found[f"e{index}"]
            if it["state"] in ("exact", "normalized"):
                verified += 1
                at = it["at"] or {}
                given = [(at.get(key), row.get(key)) for key in ("page", "time")]
                placed += all(not wanted or str(seen) == wanted for seen, wanted in given)
        print(f"| {original.name} | {len(rows)} | {verified} | {placed} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400)
    speed(parser.parse_args().pages)
    accuracy()
