#!/usr/bin/env python3
"""Measures which quotes that mislead are told from those that do not, beside krokai.

    cargo build --release
    python3 benches/context/run.py

The cases are those of the tests: a paragraph and a quote that stands in it letter for letter, with the words beside it
that turn it, or none. krokai is installed once into target/context; its lists are English. Needs pip and Python 3.10.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "context"
KROKAI = "krokai==0.15.0"
CAUTIONS = {"TRUNCATED_CONDITION", "TRUNCATED_OPENING", "ELLIPSIS_HIDES", "WRONG_SPEAKER"}


def cases(name):
    with open(ROOT / "tests" / "data" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def text_of(case):
    return case["paragraph"].replace("\\n\\n", "\n\n") + "\n"


def by_annals(all_cases, folder):
    """Whether each case has a caution or is not verified."""
    toml = ['[timeline]\ntitle = "cases"\n']
    for number, case in enumerate(all_cases):
        text = text_of(case)
        name = f"{number}.{'md' if any(line.startswith('- ') for line in text.splitlines()) else 'txt'}"
        (folder / name).write_text(text, encoding="utf-8")
        quote = json.dumps(case["quote"], ensure_ascii=False)
        toml.append(
            f'[sources.s{number}]\ntitle = "s"\nfile = "{name}"\nlanguage = "{case["lang"]}"\n'
            f'[[event]]\nid = "e{number}"\ntitle = "t"\ndate = "2000"\n'
            f'[[event.citation]]\nsource = "s{number}"\nquote = {quote}\n'
        )
    (folder / "events.toml").write_text("".join(toml), encoding="utf-8")
    command = [ROOT / "target/release/annals", "check", "--format", "json", folder / "events.toml"]
    report = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    found = {}
    for citation in report["citations"]:
        is_turned = bool(citation["cautions"]) or citation["state"] not in ("exact", "normalized")
        found[int(citation["event"][1:])] = is_turned
    return [found[number] for number in range(len(all_cases))]


def by_krokai(all_cases, folder):
    """The same for the English cases, and None for the others."""
    if not (WORK / "krokai").exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", WORK, KROKAI], check=True)
    sys.path.insert(0, str(WORK))
    from krokai.corpus import Corpus
    from krokai.verify import check

    found = []
    for number, case in enumerate(all_cases):
        if case["lang"] != "en":
            found.append(None)
            continue
        root = folder / f"k{number}"
        root.mkdir()
        # It leaves out very short files.
        filler = "Nothing in this paragraph belongs to the case; it only makes the file longer. " * 8
        (root / "source.txt").write_text(text_of(case) + "\n" + filler, encoding="utf-8")
        verdict = check(case["quote"].replace("[…]", "..."), Corpus([str(root)], quiet=True))[0]
        found.append(verdict in CAUTIONS or verdict not in ("VERIFIED", "PUNCTUATION", "ASSEMBLED", "TYPESETTING"))
    return found


def main():
    print("| set | | detected | controls falsely flagged |\n| --- | --- | ---: | ---: |")
    for name in ["context_cases.tsv", "context_more.tsv", "context_third.tsv"]:
        all_cases = cases(name)
        for program, judge in [("annals", by_annals), ("krokai 0.15.0", by_krokai)]:
            with tempfile.TemporaryDirectory() as folder:
                found = judge(all_cases, Path(folder))
            count = Counter()
            for case, is_turned in zip(all_cases, found):
                for languages in [case["lang"]] if case["lang"] == "en" else ["other"]:
                    if is_turned is not None:
                        count[languages, case["expect"]] += 1
                        count[languages, case["expect"], "yes"] += is_turned
            for language in ["en", "other"]:
                if count[language, "flag"]:
                    print(
                        f"| {name}, {language} | {program} "
                        f"| {count[language, 'flag', 'yes']} of {count[language, 'flag']} "
                        f"| {count[language, 'fine', 'yes']} of {count[language, 'fine']} |"
                    )


if __name__ == "__main__":
    main()
