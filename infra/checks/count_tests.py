#!/usr/bin/env python3
"""Adds up what Surefire and Failsafe reported in all modules, and fails when nothing ran or something failed.

Usage: infra/checks/count_tests.py        after mvn verify
"""

import pathlib
import sys
import xml.etree.ElementTree as xml


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    passed = failed = skipped = 0
    for report in root.glob("**/target/*-reports/TEST-*.xml"):
        suite = xml.parse(report).getroot()
        broken = int(suite.get("failures")) + int(suite.get("errors"))
        left_out = int(suite.get("skipped"))
        failed += broken
        skipped += left_out
        passed += int(suite.get("tests")) - broken - left_out
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(0 if passed and not failed else 1)


if __name__ == "__main__":
    main()
