#!/usr/bin/env python3
"""Says what the tests needed of the functions' policies in template.yaml, and fails when they needed more.

Every local system of the tests counts which statement of a function's policies allowed which action. This check adds
the counts up: a request that was denied is a fault. It prints for how many statements there was a request that no other
statement allows, and which actions nothing used: by the reason, for those that have one below, and by name. Tests with
random faults use other actions in each run, so an unused one is something to look at, and no fault.

Usage: infra/tests/checks/permission_use.py FOLDER      after mvn verify -Dlocal.permission-use=FOLDER
"""

import collections
import pathlib
import re
import sys

from expand_template import ROOT, read

# Why a function may do what most runs of the tests do not make it do: a pattern of "function action", and the reason.
REASONS = [
    (r"\w+ (kms:Encrypt|secretsmanager:GetSecretValue)", "the auth token of a tenant was exchanged at Twilio"),
    (r"\w+ states:SendTaskFailure", "a review is decided against the tenant"),
    (r"(Poll|Reconcile|ReconcileWaiting)Function .*", "a callback was lost, or a job has stopped moving"),
    (r"\w+ states:(Describe|Redrive)Execution", "an execution that has failed continues"),
    (r"(Cancel|GetDrift|Rollback)Function dynamodb:UpdateItem", "requests are counted for a rate limit"),
    (r"\w+ dynamodb:UpdateItem", "a step is written in a transaction with the ledger"),
]


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


def reason(function_and_action):
    """The reason for an unused action, or nothing."""
    return next((why for pattern, why in REASONS if re.fullmatch(pattern, function_and_action)), "")


def main():
    counts, alone, denied = used(pathlib.Path(sys.argv[1]))
    if not counts:
        sys.exit("No local system of the tests has counted anything")
    unused = collections.defaultdict(list)
    statements = dict(granted(read(ROOT / "template.yaml")))
    for (function, number), actions in statements.items():
        for action in actions:
            if not counts[function, number, action]:
                unused[reason(f"{function} {action}")].append(f"{function} {action}")
    alone_count = sum(1 for statement in statements if alone[statement])
    print(f"{sum(counts.values())} requests by {len({function for function, _, _ in counts})} functions")
    print(f"{len(statements)} statements, {alone_count} of which alone allowed a request")
    for why, actions in sorted(unused.items()):
        print(f"not used, {why}: {len(actions)}" if why else "not used, look at them: " + ", ".join(actions))
    if denied:
        sys.exit("\n".join(f"{function} was denied {action}, {count} times" for (function, action), count in denied.items()))
    print("Nothing was denied")


if __name__ == "__main__":
    main()
