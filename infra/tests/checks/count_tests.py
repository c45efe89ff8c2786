#!/usr/bin/env python3
"""Adds up what Surefire and Failsafe reported in all modules, and fails when nothing ran or something failed.

Names each test that failed at first and passed when it was repeated, so that such a test is seen and corrected.

Usage: infra/tests/checks/count_tests.py        after mvn verify
"""

import pathlib
import sys
import xml.etree.ElementTree as xml


def main():
    root = pathlib.Path(__file__).resolve().parents[3]
    passed = failed = skipped = 0
    for report in root.glob("**/target/*-reports/TEST-*.xml"):
        suite = xml.parse(report).getroot()
        broken = int(suite.get("failures")) + int(suite.get("errors"))
        left_out = int(suite.get("skipped"))
        failed += broken
        skipped += left_out
        passed += int(suite.get("tests")) - broken - left_out
        for test in suite.iter("testcase"):
            for failure in test.findall("flakyFailure") + test.findall("flakyError"):
                reason = (failure.get("message") or failure.get("type") or "").partition("\n")[0]
                print(f"Passed only when repeated: {test.get('classname')}.{test.get('name')}: {reason}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(0 if passed and not failed else 1)


if __name__ == "__main__":
    main()
