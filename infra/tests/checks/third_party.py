#!/usr/bin/env python3
"""Lists the libraries that the system is shipped with, and their licences, in docs/reference/third-party.md.

Usage: infra/tests/checks/third_party.py            checks that the list is complete, after mvn verify -Psbom
       infra/tests/checks/third_party.py --write    writes it

The libraries come from the modules' bills of materials. Versions are left out: they are in the bills, and pom.xml has
those that we choose. A licence that is not among those below must be looked at by a person first, and is an error.
"""

import collections
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "docs/reference/third-party.md"

# Whose libraries are deployed with the functions; the others are used by the local system and the command line.
DEPLOYED = ["api", "steps", "webhooks", "live"]
LOCAL = ["infra/cli"]

# How licences are named in the libraries' own descriptions, and how the list names them.
LICENCES = {
    "Apache-2.0": "Apache-2.0",
    "MIT": "MIT",
    "MIT-0": "MIT-0",
    "BSD-2-Clause": "BSD-2-Clause",
    "BSD-4-Clause": "BSD-4-Clause",
    "EPL 1.0": "EPL-1.0",
    "Public Domain": "public domain",
    "EPL-2.0": "EPL-2.0",
    "MPL-2.0": "MPL-2.0",
    "GPL-2.0-with-classpath-exception": "GPL-2.0 with Classpath exception",
    "DynamoDB Local License Agreement": "Amazon DynamoDB Local License Agreement",
}

INTRODUCTION = """# Libraries of others

The system is licensed under [Apache-2.0](../../LICENSE). It is shipped with these libraries. For exact versions and
hashes, `mvn package -Psbom` writes a bill of materials in CycloneDX' format for each module (`target/bom.json`).

**DynamoDB Local is not open source.** Amazon's licence for it (`LICENSE.txt` in its jar) lets you install it on computers
that you own or control, and use it for your internal business purposes in connection with AWS services. It does not let
you distribute it, include it in a program of yours, or offer it as a service, and it asks you to have an AWS account in
good standing; the local system itself needs none and contacts none. DynamoDB Local is used by the local system and the
tests only, and nothing that is deployed to AWS contains it. Maven downloads it to your machine: do not publish an image
or an archive that contains it, such as `infra/cli/target`.

This list is written by `infra/tests/checks/third_party.py --write`, and the gate checks it.
"""


def licences(component):
    """The licences of one library, as the list names them."""
    names = []
    for entry in component.get("licenses", []):
        licence = entry.get("license", {})
        name = licence.get("id") or licence.get("name") or entry.get("expression", "")
        for part in name.split(" OR "):
            if part not in LICENCES:
                sys.exit(f"{component['group']}:{component['name']} has the licence \"{part}\": look at it, and add it")
            names.append(LICENCES[part])
    if not names:
        sys.exit(f"{component['group']}:{component['name']} names no licence: look for it")
    return " or ".join(sorted(set(names)))


def libraries(modules):
    """The names and licences of the libraries of these modules, ours left out."""
    found = {}
    for module in modules:
        bill = ROOT / module / "target/bom.json"
        if not bill.exists():
            sys.exit(f"{bill.relative_to(ROOT)} is missing: run mvn package -Psbom first")
        for component in json.loads(bill.read_text())["components"]:
            if not component["group"].startswith("dev.tenantry"):
                found[f"{component['group']}:{component['name']}"] = licences(component)
    return found


def table(title, found):
    by_group = collections.defaultdict(list)
    for library, licence in found.items():
        group, name = library.split(":")
        by_group[group, licence].append(name)
    rows = [f"| {group} | {', '.join(sorted(names))} | {licence} |" for (group, licence), names in sorted(by_group.items())]
    return f"\n## {title}\n\n| group | libraries | licence |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def main():
    deployed = libraries(["functions/" + name for name in DEPLOYED])
    local = {name: licence for name, licence in libraries(LOCAL).items() if name not in deployed}
    text = INTRODUCTION + table("Deployed to AWS", deployed) + table("In the local system and the command line only", local)
    if sys.argv[1:] == ["--write"]:
        DOCUMENT.write_text(text)
    elif not DOCUMENT.exists() or DOCUMENT.read_text() != text:
        sys.exit(f"{DOCUMENT.relative_to(ROOT)} is out of date: run infra/tests/checks/third_party.py --write")
    print(f"{len(deployed)} libraries are deployed, {len(local)} more are used locally")


if __name__ == "__main__":
    main()
