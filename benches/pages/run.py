#!/usr/bin/env python3
"""Measures which text annals reads from web pages, beside trafilatura and readability-lxml, on three public sets.

    python3 benches/pages/run.py

The sets are cloned once into target/pages, and the two libraries are installed there. Needs git, cargo and Python
3.10 with venv. `--mozilla`, `--scrapinghub` and `--trafilatura` take other places to clone the sets from.

- mozilla/readability, test/test-pages, and scrapinghub/article-extraction-benchmark have the text of each page. Recall
  and precision are means over the pages, of runs of four words. A paragraph of five words or more is lost if less than
  half of its runs of three words are found. The text of the second set is without titles, authors, dates and captions,
  which annals reads, so precision is also given for what comes after the first paragraph wanted.
- adbar/trafilatura, tests, has snippets of each page that must be found and others that must not.
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
import venv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "pages"
LIBRARIES = ["trafilatura", "readability-lxml", "lxml_html_clean"]
SETS = {
    "mozilla": "https://github.com/mozilla/readability",
    "scrapinghub": "https://github.com/scrapinghub/article-extraction-benchmark",
    "trafilatura": "https://github.com/adbar/trafilatura",
}
BLOCKS = set(
    "address article aside blockquote br caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hr li main ol p pre section summary table tbody td th thead tr ul".split()
)
UNSEEN = {"button", "head", "iframe", "noscript", "object", "script", "style", "svg", "title", "video"}


def prepare(sources):
    """Clones the sets and installs the libraries, and returns the Python that has them."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name, source in sources.items():
        if not (WORK / name).exists():
            subprocess.run(["git", "clone", "--quiet", "--depth", "1", source, WORK / name], check=True)
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(WORK / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--upgrade", "pip"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *LIBRARIES], check=True)
    return python


def words(text):
    return re.findall(r"\w+", text or "")


def runs(text, length):
    """Returns how often each run of words is in a text."""
    found = words(text)
    return Counter(tuple(found[at : at + length]) for at in range(max(1, len(found) - length + 1)) if found)


def share(text, inside):
    """Returns which share of the runs of three words of a text is in another one."""
    wanted = runs(text, 3)
    return sum(run in inside for run in wanted) / max(1, len(wanted))


def blocks(page):
    """Returns the blocks of a page that is nothing but content."""
    from lxml import html

    found, open_text = [], []

    def end():
        text = " ".join("".join(open_text).split())
        open_text.clear()
        if text:
            found.append(text)

    def walk(element):
        if isinstance(element.tag, str):
            if element.tag in BLOCKS:
                end()
            if element.tag not in UNSEEN:
                open_text.append(element.text or "")
                for child in element:
                    walk(child)
            if element.tag in BLOCKS:
                end()
        open_text.append(element.tail or "")

    walk(html.fromstring(page or "<p/>"))
    end()
    return found


def mozilla():
    """Returns the paths of the pages with the paragraphs of each. All are UTF-8."""
    pages = sorted((WORK / "mozilla" / "test" / "test-pages").glob("*/source.html"))
    return {page: blocks((page.parent / "expected.html").read_text("utf-8")) for page in pages}


def scrapinghub():
    folder = WORK / "scrapinghub"
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {}
    for name, article in truth.items():
        page = WORK / "unpacked" / f"{name}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_bytes(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()))
        pages[page] = [line.strip() for line in article["articleBody"].split("\n") if line.strip()]
    return pages


def trafilatura_snippets():
    folder = WORK / "trafilatura" / "tests"
    data = json.loads((folder / "evaldata.json").read_text("utf-8"))
    pages = {}
    for item in data.values():
        places = [folder / part / item["file"] for part in ("cache", "eval")]
        page = next((place for place in places if place.is_file()), None)
        if page:
            pages[page] = item
    return pages


def by_annals(pages, encoding):
    command = ["cargo", "run", "--quiet", "--release", "--example", "paragraphs", "--"]
    command += ["--encoding", encoding] if encoding else []
    paths = "".join(f"{page}\n" for page in pages)
    done = subprocess.run(command, cwd=ROOT, input=paths, capture_output=True, text=True, check=True)
    return dict(zip(pages, map(json.loads, done.stdout.splitlines())))


def by_trafilatura(pages, encoding):
    from trafilatura import extract

    options = {"include_comments": False, "include_tables": True}
    texts = {page: extract(content(page, encoding), **options) or "" for page in pages}
    return {page: text.split("\n") for page, text in texts.items()}


def by_readability(pages, encoding):
    from readability import Document

    found = {}
    for page in pages:
        try:
            found[page] = blocks(Document(content(page, encoding)).summary())
        except Exception:  # noqa: BLE001 (it cannot read some pages)
            found[page] = []
    return found


def content(page, encoding):
    data = page.read_bytes()
    return data.decode(encoding, "replace") if encoding else data


READERS = {"annals": by_annals, "trafilatura": by_trafilatura, "readability-lxml": by_readability}


def compare(wanted, found):
    """Returns recall and precision of runs of four words."""
    wanted, found = runs("\n".join(wanted), 4), runs("\n".join(found), 4)
    same = sum((wanted & found).values())
    return same / sum(wanted.values()) if wanted else None, same / sum(found.values()) if found else None


def mean(values):
    known = [value for value in values if value is not None]
    return sum(known) / max(1, len(known))


def measure(pages, read):
    """Returns recall, precision, precision from the first paragraph wanted on, lost paragraphs and all of them."""
    figures, below, lost, count = [], [], 0, 0
    for page, wanted in pages.items():
        found = read[page]
        figures.append(compare(wanted, found))
        inside = runs("\n".join(wanted), 3)
        first = next((at for at, text in enumerate(found) if share(text, inside) >= 0.5), 0)
        below.append(compare(wanted, found[first:])[1])
        inside = runs("\n".join(found), 3)
        told = [text for text in wanted if len(words(text)) >= 5]
        count += len(told)
        lost += sum(share(text, inside) < 0.5 for text in told)
    return mean(recall for recall, _ in figures), mean(exact for _, exact in figures), mean(below), lost, count


def plain(text):
    return " ".join(text.replace("\xad", "").split())


def snippets(pages, read):
    """Returns the shares of the snippets found: of those wanted and of the others."""
    totals = {"with": [], "without": []}
    for page, item in pages.items():
        text = plain("\n".join(read[page]))
        for kind, hits in totals.items():
            hits += [plain(snippet) in text for snippet in item[kind]]
    return [mean(hits) for hits in totals.values()]


def report():
    for name, pages, encoding in (("mozilla", mozilla(), "utf-8"), ("scrapinghub", scrapinghub(), None)):
        print(f"\n| {name}, {len(pages)} pages | recall | precision | below the head | paragraphs lost |")
        print("| --- | --- | --- | --- | --- |")
        for reader, read in READERS.items():
            recall, exact, below, lost, count = measure(pages, read(pages, encoding))
            print(f"| {reader} | {recall:.3f} | {exact:.3f} | {below:.3f} | {lost} of {count:,} |")
    pages = trafilatura_snippets()
    print(f"\n| trafilatura, {len(pages)} pages | wanted snippets | other snippets |")
    print("| --- | --- | --- |")
    for reader, read in READERS.items():
        wanted, others = snippets(pages, read(pages, None))
        print(f"| {reader} | {wanted:.1%} | {others:.1%} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, source in SETS.items():
        parser.add_argument(f"--{name}", default=source, metavar="REPOSITORY", help="default %(default)s")
    sources = vars(parser.parse_args())
    python = prepare(sources)
    if Path(sys.prefix).resolve() == (WORK / "venv").resolve():
        report()
    else:
        subprocess.run([python, __file__, *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()
