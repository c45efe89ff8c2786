#!/usr/bin/env python3
"""Checks that the functions' policies in template.yaml allow what the tests needed, and nothing that no test needed.

Every local system of the tests counts which statement of a function's policies allowed which action. This check adds
the counts up: a request that was denied is a fault, and so is an action that nothing used, unless it is listed below
with the reason. It prints for how many statements there was a request that no other statement allows.

Usage: infra/tests/checks/permission_use.py FOLDER      after mvn verify -Dlocal.permission-use=FOLDER
"""

import collections
import pathlib
import sys

from expand_template import ROOT, read

# What no test uses, with the reason why it stays: (function, action).
UNUSED = {
}


def granted(template):
    """The actions of each statement, by function and number."""
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            for number, policy in enumerate(resource["Properties"].get("Policies", [])):
                actions = policy["Statement"]["Action"]
                yield (name, number), [actions] if isinstance(actions, str) else actions


def used(folder):
    """How often each action of a statement was used, and how often no other statement would have allowed it."""
    counts = collections.Counter()
    alone = collections.Counter()
    denied = collections.Counter()
    for file in folder.glob("use-*.tsv"):
        for line in file.read_text().splitlines():
            function, statement, action, sharing, count = line.split("\t")
            if statement == "denied":
                denied[function, action] += int(count)
            else:
                counts[function, int(statement), action] += int(count)
                if sharing == "only":
                    alone[function, int(statement)] += int(count)
    return counts, alone, denied


def main():
    counts, alone, denied = used(pathlib.Path(sys.argv[1]))
    if not counts:
        sys.exit("No local system of the tests has counted anything")
    faults = [f"{function} was denied {action}, {count} times" for (function, action), count in denied.items()]
    unused = set()
    statements = dict(granted(read(ROOT / "template.yaml")))
    for (function, number), actions in statements.items():
        unused |= {(function, action) for action in actions if not counts[function, number, action]}
    faults += [f"{function} may {action}, which no test needed" for function, action in sorted(unused - set(UNUSED))]
    faults += [f"{function} does need {action}: take it off the list" for function, action in set(UNUSED) - unused]
    shared = [f"{function} {number}" for function, number in statements if not alone[function, number]]
    print(f"{sum(counts.values())} requests by {len({function for function, _, _ in counts})} functions")
    print(f"{len(statements)} statements, {len(statements) - len(shared)} of which alone allowed a request")
    for statement in shared:
        print(f"  not alone: {statement}")
    print(f"{len(unused)} actions that nothing used, {len(denied)} kinds of requests denied")
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
