#!/usr/bin/env python3
"""Shows that a changed parameter of template.yaml takes effect in a stack that is deployed already.

A function's callers use its alias, and an alias stays at the version that it has, with the environment variables of that
time, until a new version is published. The SAM translator publishes one when it sees another function; the value of a
parameter it does not see. So a parameter's value must reach a function by what is read at use, or not through the
function's version at all.

The template is expanded twice, with every parameter changed the second time. Each parameter must change something, and
nothing that belongs to a function's version without a new version. A parameter that is not in the list below fails, as
does a change that is not listed: decide first how it takes effect.

Usage: infra/tests/checks/parameter_changes.py [TEMPLATE]      needs the Python package aws-sam-translator
"""

import copy
import json
import pathlib
import re
import sys

from expand_template import ROOT, expand, read

# A second value of each parameter, and what a change of it changes in the stack.
PARAMETERS = {
    "TwilioSecretName": ("other/secret", {"parameter Settings", "policies"}),
    "TwilioBaseUrl": ("https://twilio.example.com", {"parameter Settings"}),
    "Simulated": ("true", {"parameter Settings"}),
    "PrimaryProfileSid": ("BU0123456789abcdef0123456789abcdef", {"parameter Settings"}),
    "FirstLookSeconds": ("61", {"parameter Settings"}),
    "TokenIssuer": ("https://issuer.example.com/", {"parameter Settings"}),
    "TokenAudience": ("https://api.example.com", {"parameter Settings", "user pool"}),
    "TokenOrganisationsClaim": ("https://example.com/organisations", {"parameter Settings"}),
    "UserPoolDomain": ("example-tenantry", {"parameter Settings", "user pool"}),
    "UserPoolCallbackUrls": ("https://app.example.com/", {"user pool"}),
    "AuditRetentionDays": ("30", {"parameter Settings"}),
    "CallerRequestsPerMinute": ("100", {"parameter Settings"}),
    "OrgRequestsPerMinute": ("10", {"parameter Settings"}),
    "MaxNumbersPerJob": ("20", {"parameter Settings"}),
    "MaxNumbersPerDay": ("30", {"parameter Settings"}),
    "Tracing": ("xray", {"tracing of state machines"}),
    "AllowedOrigins": ("https://app.example.com", {"HTTP APIs"}),
    "AdoptedStreamArn": (
        "arn:aws:dynamodb:us-east-1:123456789012:table/restored/stream/2026-12-01T00:00:00.000",
        {"parameter TableArn", "policies", "Table", "event sources", "variables", "versions"},
    ),
    "AdoptedKeyArn": (
        "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
        {"parameter SecretsKeyArn", "policies", "SecretsKey", "variables", "versions"},
    ),
    "AlarmEmail": ("person@example.com", {"alarm topic"}),
    "AlarmTopicArn": ("arn:aws:sns:us-east-1:123456789012:alarms", {"alarm topic", "alarms", "budget"}),
    "RunbookUrl": ("https://example.com/alarms.md", {"alarms"}),
    "MonthlyBudget": ("50", {"budget"}),
    # The reservation is the function's, not a version's.
    "ReserveConcurrency": ("false", {"reserved concurrency"}),
}

# The properties of a function that take effect without a new version.
NOT_OF_A_VERSION = {"ReservedConcurrentExecutions", "Tags"}


class Resolver:
    """Puts the values of parameters where an expanded template refers to them."""

    def __init__(self, expanded, values):
        self.values = values
        # The parameters of Systems Manager, whose values others refer to.
        self.stored = {
            name: resource["Properties"]["Value"]
            for name, resource in expanded["Resources"].items()
            if resource["Type"] == "AWS::SSM::Parameter"
        }
        self.conditions = {name: self.resolve(condition) for name, condition in expanded.get("Conditions", {}).items()}

    def resolve(self, node):
        if isinstance(node, list):
            return [self.resolve(item) for item in node]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            function, argument = next(iter(node.items()))
            if function == "Ref" and argument in self.values:
                return str(self.values[argument])
            if function == "Fn::GetAtt" and argument[0] in self.stored and argument[1] == "Value":
                return self.resolve(self.stored[argument[0]])
            if function == "Fn::Sub" and isinstance(argument, str):
                return {"Fn::Sub": re.sub(r"\$\{([\w.]+)}", self.substitute, argument)}
            if function == "Fn::Sub":
                text, variables = argument
                return {"Fn::Sub": [re.sub(r"\$\{([\w.]+)}", self.substitute, text), self.resolve(variables)]}
            if function == "Fn::Split":
                separator, text = argument[0], self.resolve(argument[1])
                return text.split(separator)
            if function == "Fn::Select":
                return self.resolve(argument[1])[int(argument[0])]
            if function == "Fn::Not":
                return not self.resolve(argument)[0]
            if function == "Fn::Equals":
                first, second = self.resolve(argument)
                return first == second
            if function == "Fn::If":
                return self.resolve(argument[1] if self.conditions[argument[0]] else argument[2])
        return {key: self.resolve(value) for key, value in node.items()}

    def holds(self, resource):
        """Whether a resource is in the stack."""
        return self.conditions.get(resource.get("Condition"), True)

    def substitute(self, reference):
        name, _, attribute = reference[1].partition(".")
        if name in self.stored and attribute == "Value":
            return json.dumps(self.resolve(self.stored[name]))
        return str(self.values.get(reference[1], reference[0]))


def differences(before, after, path=()):
    """The paths at which two values differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from differences(before.get(key), after.get(key), path + (key,))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after)):
            yield from differences(one, other, path + (index,))
    elif before != after:
        yield path


def changes(expanded, values, changed):
    """What the change of parameters changes: each as words, and whether only a new version makes it effective."""
    before, after = Resolver(expanded, values), Resolver(expanded, values | changed)
    # Whether or not they are in the stack: a user pool's parameters are only changed in a stack that has one.
    found = list(differences(before.resolve(expanded["Resources"]), after.resolve(expanded["Resources"])))
    found += [
        (name,)
        for name, resource in expanded["Resources"].items()
        if before.holds(resource) != after.holds(resource)
    ]
    # CloudFormation replaces a version whose description changes.
    described = {
        expanded["Resources"][path[0]]["Properties"]["FunctionName"]["Ref"]
        for path in found
        if expanded["Resources"][path[0]]["Type"] == "AWS::Lambda::Version" and "Description" in path[2:3]
    }
    for path in found:
        name, kind = path[0], expanded["Resources"][path[0]]["Type"]
        if kind.startswith("AWS::Cognito::"):
            yield "user pool", False
        elif kind == "AWS::CloudWatch::Alarm":
            yield "alarms", False
        elif kind.startswith("AWS::SNS::") or name == "AlarmKey":
            yield "alarm topic", False
        elif kind == "AWS::Budgets::Budget":
            yield "budget", False
        elif len(path) == 1:
            yield "user pool" if expanded["Resources"][name]["Condition"] == "HasUserPool" else name, False
        elif kind == "AWS::SSM::Parameter":
            yield f"parameter {name}", False
        elif kind == "AWS::IAM::Role":
            yield "policies", False
        elif kind == "AWS::StepFunctions::StateMachine" and path[2] == "TracingConfiguration":
            yield "tracing of state machines", False
        elif kind == "AWS::Lambda::Function" and path[2] == "ReservedConcurrentExecutions":
            yield "reserved concurrency", False
        elif kind == "AWS::Lambda::EventSourceMapping":
            yield "event sources", False
        elif kind == "AWS::Lambda::Version":
            yield "versions", False
        elif kind == "AWS::Lambda::Function" and name in described and path[2] == "Environment":
            yield "variables", False
        else:
            yield f"{name} {'.'.join(map(str, path[1:]))}", kind == "AWS::Lambda::Function" and path[2] not in NOT_OF_A_VERSION


def versions(expanded):
    """The logical id of each function's version."""
    return {
        resource["Properties"]["FunctionName"]["Ref"]: name
        for name, resource in expanded["Resources"].items()
        if resource["Type"] == "AWS::Lambda::Version"
    }


def apis(expanded):
    """The OpenAPI document of each HTTP API."""
    return {
        name: resource["Properties"]["Body"]
        for name, resource in expanded["Resources"].items()
        if resource["Type"] == "AWS::ApiGatewayV2::Api" and "Body" in resource["Properties"]
    }


def problems(template):
    """What is wrong with the parameters of a template."""
    declared = template["Parameters"]
    for name in sorted(declared.keys() ^ PARAMETERS.keys()):
        yield f"{name} is in the template or in this check's list, not in both: how does a change of it take effect?"
    values = {name: str(parameter["Default"]) for name, parameter in declared.items()}
    others = {name: other for name, (other, _) in PARAMETERS.items() if name in declared}
    first, second = expand(template, values), expand(template, values | others)
    published, republished = versions(first), versions(second)
    for name in sorted(others):
        if values[name] == others[name]:
            yield f"{name} is not changed by this check"
        seen = dict(changes(first, values, {name: others[name]}))
        # The SAM translator puts the values of parameters into an API's OpenAPI document itself.
        if apis(first) != apis(expand(template, values | {name: others[name]})):
            seen["HTTP APIs"] = False
        for change, of_version in sorted(seen.items()):
            function = change.split(" ")[0]
            if of_version and published[function] == republished[function]:
                yield f"{name} changes {change}, and no new version of the function is published"
        if set(seen) != PARAMETERS[name][1]:
            yield f"{name} changes {sorted(seen)}, not {sorted(PARAMETERS[name][1])}"


def literal_problems(template):
    """What else must publish new versions, and would not."""
    expanded = versions(expand(template, {}))
    for change in ("Timeout", "Handler", "MemorySize"):
        other = copy.deepcopy(template)
        for resource in other["Resources"].values():
            if resource["Type"] == "AWS::Serverless::Function":
                resource["Properties"][change] = 901 if change != "Handler" else "dev.tenantry.Other"
        kept = [name for name, version in versions(expand(other, {})).items() if expanded[name] == version]
        if kept:
            yield f"another {change} publishes no new version of {', '.join(sorted(kept))}"


def must_fail(template, why, change):
    """Changes a template for the worse, and checks that this is seen."""
    worse = copy.deepcopy(template)
    change(worse)
    if not any(why in problem for problem in problems(worse)):
        sys.exit(f"This check does not see that {why}")


def main():
    template = read(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "template.yaml")
    found = list(problems(template)) + list(literal_problems(template))
    if found:
        sys.exit("\n".join(found))

    variables = lambda worse: worse["Resources"]["TriggerFunction"]["Properties"]["Environment"]["Variables"]
    must_fail(
        template,
        "no new version of the function is published",
        lambda worse: variables(worse).update(SIMULATED={"Ref": "Simulated"}),
    )
    must_fail(
        template,
        "NewParameter is in the template or in this check's list",
        lambda worse: worse["Parameters"].update(NewParameter={"Type": "String", "Default": "x"}),
    )
    trigger = lambda worse: worse["Resources"]["TriggerFunction"]["Properties"]
    must_fail(
        template,
        "AdoptedStreamArn changes TriggerFunction Properties.Environment.Variables.TABLE_NAME, and no new version",
        lambda worse: trigger(worse).pop("VersionDescription"),
    )
    settings = lambda worse: worse["Resources"]["Settings"]["Properties"]
    must_fail(template, "Simulated changes []", lambda worse: settings(worse).update(Value="{}"))
    print(f"{len(PARAMETERS)} parameters take effect in a stack that is deployed already: {json.dumps(sorted(PARAMETERS))}")


if __name__ == "__main__":
    main()
