#!/usr/bin/env python3
"""Says what the tests needed of the functions' policies in template.yaml, and fails when they needed more.

Every local system of the tests counts which statement of a function's policies allowed which action. This check adds
the counts up. It fails when a request was denied, and when an action was granted that no test used and that has no reason
in unused_permissions.tsv beside this file: remove it from the template, let a test use it, or say there why it stays.

Tests with random faults use other actions in each run, so the reasons cover what only they use, and an action with a
reason may be used all the same. A reason that is for no action of the template fails too. The check also prints for how
many statements there was a request that no other statement allows.

Usage: infra/tests/checks/permission_use.py FOLDER      after mvn verify -Dlocal.permission-use=FOLDER
"""

import collections
import pathlib
import re
import sys

from expand_template import ROOT, read

REASONS = pathlib.Path(__file__).with_name("unused_permissions.tsv")


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


def read_reasons():
    """The patterns of "function action", each with its reason."""
    lines = [line for line in REASONS.read_text().splitlines() if line and not line.startswith("#")]
    return [tuple(line.split("\t")) for line in lines]


def reason(reasons, function_and_action):
    """The reason for an unused action, or nothing."""
    return next((why for pattern, why in reasons if re.fullmatch(pattern, function_and_action)), "")


def unused_actions(statements, counts, reasons):
    """The actions that nothing used, by the reasons for them."""
    unused = collections.defaultdict(list)
    for (function, number), actions in statements.items():
        for action in actions:
            if not counts[function, number, action]:
                unused[reason(reasons, f"{function} {action}")].append(f"{function} {action}")
    return unused


def faults(statements, counts, denied, reasons):
    """What is wrong with the permissions, as the tests used them."""
    for (function, action), count in denied.items():
        yield f"{function} was denied {action}, {count} times"
    for action in unused_actions(statements, counts, reasons).get("", []):
        yield f"{action}: no test used it, and {REASONS.name} has no reason for it"
    granted_actions = {f"{function} {action}" for (function, _), actions in statements.items() for action in actions}
    for pattern, why in reasons:
        if not any(re.fullmatch(pattern, action) for action in granted_actions):
            yield f"{pattern} is a reason for nothing: {why}"


def check_itself():
    """This check sees what it is for."""
    statements, reasons = {("F", 0): ["a:Used", "a:Rare", "a:Unused"]}, [("F a:Rare", "why"), ("G .*", "gone")]
    found = sorted(faults(statements, collections.Counter({("F", 0, "a:Used"): 1}), {("F", "a:Other"): 2}, reasons))
    if [fault.split(" ")[:2] for fault in found] != [["F", "a:Unused:"], ["F", "was"], ["G", ".*"]]:
        sys.exit(f"This check sees {found}")


def main():
    check_itself()
    counts, alone, denied = used(pathlib.Path(sys.argv[1]))
    if not counts:
        sys.exit("No local system of the tests has counted anything")
    statements, reasons = dict(granted(read(ROOT / "template.yaml"))), read_reasons()
    alone_count = sum(1 for statement in statements if alone[statement])
    print(f"{sum(counts.values())} requests by {len({function for function, _, _ in counts})} functions")
    print(f"{len(statements)} statements, {alone_count} of which alone allowed a request")
    for why, actions in sorted(unused_actions(statements, counts, reasons).items()):
        if why:
            print(f"not used, {why}: {len(actions)}")
    found = list(faults(statements, counts, denied, reasons))
    if found:
        sys.exit("\n".join(found))
    print("Nothing was denied, and nothing is granted without a use or a reason")


if __name__ == "__main__":
    main()
