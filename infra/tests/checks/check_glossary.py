#!/usr/bin/env python3
"""Checks that each class of docs/glossary.md exists, and that main code uses each term. Prints those that fail."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
GLOSSARY = ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\| (?P<terms>[^|]+) \| [^|]+ \| (?P<classes>[^|]+) \|$", re.MULTILINE)
LINK = re.compile(r"\[([\w.]+)\]\(([^)]+)\)")
TYPE = r"\b(?:class|record|enum|interface) {}\b"
HEADINGS = {"term", "---"}


def rows():
    """The terms of each row of the glossary, and its classes with their files."""
    for row in ROW.finditer(GLOSSARY.read_text()):
        terms = row["terms"].split(", ")
        if not HEADINGS.intersection(terms):
            yield terms, LINK.findall(row["classes"])


def exists(name, link):
    """Whether a file declares a class, such as Outer.Inner."""
    file = GLOSSARY.parent / link
    outer, *_ = name.split(".")
    return (
        file.stem == outer
        and file.exists()
        and all(re.search(TYPE.format(part), file.read_text()) for part in name.split("."))
    )


def words(source):
    """The words of a source file, in names as well as in comments: AwaitedReview and AWAITED_REVIEW are two each."""
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", source)
    return " " + " ".join(re.findall(r"[a-z0-9]+", parts.lower())) + " "


def is_used(term, code):
    """Whether a term occurs in the singular or in the plural."""
    return f" {term} " in code or f" {term}s " in code


def main():
    listed = subprocess.run(["git", "ls-files", "*/src/main/*.java"], cwd=ROOT, capture_output=True, text=True, check=True)
    code = " ".join(words((ROOT / name).read_text()) for name in listed.stdout.split())
    glossary = list(rows())
    classes = [(name, link) for _, links in glossary for name, link in links]
    terms = [term for row, _ in glossary for term in row]
    problems = [f"no class: {name} ({link})" for name, link in classes if not exists(name, link)]
    problems += [f"no class is named for: {', '.join(row)}" for row, links in glossary if not links]
    problems += [f"not used in main code: {term}" for term in terms if not is_used(term, code)]
    print("\n".join(problems) or f"{len(terms)} terms and {len(classes)} classes of the glossary, all in use")
    return bool(problems) or not glossary


if __name__ == "__main__":
    sys.exit(main())
