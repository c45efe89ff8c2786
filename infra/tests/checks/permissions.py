#!/usr/bin/env python3
"""Checks that the policies of template.yaml allow no more than they say.

Who may use the key may do so for named kinds of secrets only: of the API functions, one has use for a tenant's auth token.
A pattern in a policy's resource is either one of those below, each of which needs it, or a fault: a name that
CloudFormation generates begins with the logical id, which the resources of a second stack in the account have too.

Usage: infra/tests/checks/permissions.py [TEMPLATE]      needs the Python package aws-sam-translator
"""

import copy
import json
import pathlib
import re
import sys

from expand_template import ROOT, expand, read

# Where a pattern stands for what has no name of its own before it exists, and why.
PATTERNS = {
    r"\*": "CloudWatch Logs supports no narrower resource for log delivery by other services",
    r".*:execution:\$\{\w+\.Name}:\*": "the executions of one state machine",
    r".*:\$\{\w+}/live/(POST|DELETE)/@connections/\*": "the connections of one API",
    r"\$\{\w+\.Arn}\*": "the versions and aliases of one function",
    r".*:secret:\$\{TwilioSecretName}-\?{6}": "Secrets Manager adds six characters to the name in the ARN",
}


def resources(node):
    """Every resource that a policy names, as text."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "Resource":
                for one in value if isinstance(value, list) else [value]:
                    yield one if isinstance(one, str) else one.get("Fn::Sub", json.dumps(one))
            else:
                yield from resources(value)
    elif isinstance(node, list):
        for item in node:
            yield from resources(item)


def faults(template):
    roles = [
        (name, resource["Properties"].get("Policies", []))
        for name, resource in expand(template, {})["Resources"].items()
        if resource["Type"] == "AWS::IAM::Role"
    ]
    for name, policies in roles:
        for resource in resources(policies):
            if re.search(r"[*?]", str(resource)) and not any(re.fullmatch(one, str(resource)) for one in PATTERNS):
                yield f"{name} allows {resource}: name what it is, or add the pattern here with a reason"


def uses(template):
    """How many roles use each pattern."""
    named = [
        [str(one) for one in resources(resource["Properties"].get("Policies", []))]
        for resource in expand(template, {})["Resources"].values()
        if resource["Type"] == "AWS::IAM::Role"
    ]
    for pattern, why in PATTERNS.items():
        yield sum(any(re.fullmatch(pattern, one) for one in role) for role in named), why


def statements(policies):
    for policy in policies:
        found = policy["PolicyDocument"]["Statement"]
        yield from found if isinstance(found, list) else [found]


def key_faults(template):
    for name, resource in expand(template, {})["Resources"].items():
        if resource["Type"] == "AWS::IAM::Role":
            for statement in statements(resource["Properties"].get("Policies", [])):
                if "kms:" in json.dumps(statement["Action"]):
                    kinds = statement.get("Condition", {}).get("StringEquals", {}).get("kms:EncryptionContext:kind")
                    if not kinds:
                        yield f"{name} may use the key for secrets of any kind: name the kinds in a condition"


def main():
    template = read(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "template.yaml")
    found = list(faults(template)) + list(key_faults(template))
    if found:
        sys.exit("\n".join(found))

    worse = copy.deepcopy(template)
    statement = {"Effect": "Allow", "Action": "states:SendTaskSuccess", "Resource": {"Fn::Sub": "arn:x:stateMachine:A-*"}}
    worse["Resources"]["TriggerFunction"]["Properties"]["Policies"].append({"Statement": statement})
    if not any("stateMachine:A-*" in fault for fault in faults(worse)):
        sys.exit("This check does not see a policy with a pattern of generated names")
    worse = copy.deepcopy(template)
    statement = {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": {"Fn::GetAtt": ["SecretsKey", "Arn"]}}
    worse["Resources"]["TriggerFunction"]["Properties"]["Policies"].append({"Statement": statement})
    if not any("TriggerFunctionRole" in fault for fault in key_faults(worse)):
        sys.exit("This check does not see a policy that allows every kind of secret")
    for roles, why in uses(template):
        print(f"{roles:4} roles have a pattern: {why}")
    print("No policy reaches beyond its stack by a pattern, nor to secrets of every kind")


if __name__ == "__main__":
    main()
