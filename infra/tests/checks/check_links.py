#!/usr/bin/env python3
"""Checks that every relative link of the Markdown files resolves, headings included, and every document that a Java
file names. Prints those that do not."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED = re.compile(r"\{@code (docs/[^}\s]+)\}")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def text(file):
    """The text of a file without its blocks of code."""
    return FENCE.sub("", file.read_text())


def anchors(file):
    """The anchors of a file's headings, as GitHub makes them."""
    for heading in HEADING.findall(text(file)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower().strip()
        yield re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def broken(file):
    """The links of a file that lead nowhere."""
    for link in LINK.findall(text(file)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            yield link


def listed(pattern):
    """The files of the repository whose names match."""
    names = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in names.stdout.split()]


def missing(file):
    """The documents that a Java file names and that do not exist."""
    return [name for name in NAMED.findall(file.read_text()) if not (ROOT / name).exists()]


def main():
    files = listed("*.md")
    problems = [f"{file.relative_to(ROOT)}: {link}" for file in files for link in broken(file)]
    problems += [f"{file.relative_to(ROOT)}: {name}" for file in listed("*.java") for name in missing(file)]
    print("\n".join(problems) or f"{len(files)} Markdown files, no broken link")
    return bool(problems) or not files


if __name__ == "__main__":
    sys.exit(main())
