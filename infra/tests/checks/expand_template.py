#!/usr/bin/env python3
"""Expands template.yaml with the SAM translator, as a deployment would, and fails when the translator refuses it, or
when the result has more resources than planned. CloudFormation takes 500 in a stack; see
docs/adr/0047-one-stack-up-to-450-resources.md.

Usage: infra/tests/checks/expand_template.py [TEMPLATE]        needs the Python package aws-sam-translator
"""

import collections
import copy
import os
import pathlib
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """The translator asks for AWS's managed policies by name; the template names none."""

    def load(self):
        return {}


MOST_RESOURCES = 385
ROOT = pathlib.Path(__file__).resolve().parents[3]


def read(path):
    """A template, with what "sam deploy" does before it sends it: local code becomes an object in S3."""
    template = yaml_parse(path.read_text())
    for resource in template["Resources"].values():
        for uri in ("CodeUri", "DefinitionUri"):
            if uri in resource["Properties"]:
                resource["Properties"][uri] = "s3://bucket/key"
    return template


def expand(template, parameters):
    """What CloudFormation gets of a template, with these values of its parameters. The template stays as it is."""
    return transform(copy.deepcopy(template), {"AWS::Region": "us-east-1"} | parameters, NoManagedPolicies())


def main():
    expanded = expand(read(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "template.yaml"), {})
    kinds = collections.Counter(resource["Type"] for resource in expanded["Resources"].values())
    for kind, count in sorted(kinds.items()):
        print(f"{count:4} {kind}")
    print(f"{kinds.total():4} resources, at most {MOST_RESOURCES} planned, 500 possible")
    if kinds.total() > MOST_RESOURCES:
        sys.exit(f"The template has more than {MOST_RESOURCES} resources.")


if __name__ == "__main__":
    main()
