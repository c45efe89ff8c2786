#!/usr/bin/env python3
"""Compares the alarms of template.yaml with the sections of docs/operations/alarms.md, and counts the template's resources.

Each alarm has one section, which its description links, and each such section has an alarm. A section says what the alarm
means, what causes it, what to do, and how to see that it is over. An alarm sends its messages, when it begins and when it
ends, to the topic; a metric that has several others behind it has at most ten, which is CloudWatch's limit.

Usage: infra/tests/checks/alarms.py [TEMPLATE]      needs the Python package aws-sam-translator
"""

import copy
import pathlib
import re
import sys

from expand_template import ROOT, read

DOCUMENT = ROOT / "docs" / "operations" / "alarms.md"
PARTS = ["**Meaning:**", "**Cause:**", "**What to do:**", "**It is over when**"]
MOST_METRICS = 10
TOPIC = {"Fn::If": ["HasOwnAlarmTopic", {"Ref": "AlarmTopic"}, {"Ref": "AlarmTopicArn"}]}


def sections():
    """The sections about alarms, by name."""
    parts = re.split(r"^## (\w+)$", DOCUMENT.read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def problems(template, documented):
    alarms = {
        name: resource["Properties"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::CloudWatch::Alarm"
    }
    for name in sorted(alarms.keys() ^ documented.keys()):
        yield f"{name} is an alarm of the template or a section of {DOCUMENT.name}, not both"
    for name, text in documented.items():
        for part in PARTS:
            if part not in text:
                yield f"The section {name} has no {part}"
    for name, properties in alarms.items():
        if not str(properties["AlarmDescription"]["Fn::Sub"]).endswith("${RunbookUrl}#" + name.lower()):
            yield f"The description of {name} does not link its section"
        for actions in ("AlarmActions", "OKActions"):
            if properties.get(actions) != [TOPIC]:
                yield f"{name} has other {actions} than the topic of alarms"
        metrics = [metric for metric in properties.get("Metrics", []) if "MetricStat" in metric]
        if len(metrics) > MOST_METRICS:
            yield f"{name} reads {len(metrics)} metrics; CloudWatch allows {MOST_METRICS}"


def main():
    template = read(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "template.yaml")
    found = list(problems(template, sections()))
    if found:
        sys.exit("\n".join(found))

    worse = copy.deepcopy(template)
    worse["Resources"]["OtherAlarm"] = worse["Resources"]["SpendAlarm"]
    if not any("OtherAlarm is an alarm" in problem for problem in problems(worse, sections())):
        sys.exit("This check does not see an alarm without a section")
    print(f"{len(sections())} alarms have their sections")


if __name__ == "__main__":
    main()
