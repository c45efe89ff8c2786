#!/usr/bin/env python3
"""Executes the blocks of docs/operations, each page from top to bottom, as an operator would.

Usage: infra/tests/checks/run_runbooks.py [PAGE...]     the build must have been made; needs the AWS CLI, jq and moto

What a block is marked with says where it is executed:

  sh           at a running local system; "aws cloudformation" is moto's, where a stack names what the local system has
  sh moto      at moto, a simulated AWS in this process, which has a table and a key as a stack leaves them
  sh built     not: it is the build or a check, which the gate has run
  sh long      not: it is a test that the build runs
  sh account   not: it needs an AWS account, and the page's last section says so

All blocks of a page share one shell, which ends with the first command that fails.
"""

import json
import logging
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request

from run_documents import ROOT, LocalSystem, run

try:
    import boto3
    from moto.server import ThreadedMotoServer
    from samtranslator.yaml_helper import yaml_parse
except ImportError as missing:
    sys.exit(f'{missing}. This check needs moto: pip install "moto[all]>=5.2,<5.3" boto3')

FOLDER = ROOT / "docs/operations"
BLOCK = re.compile(r"^```(\S*) ?(\S*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXECUTED, LEFT_OUT = {"", "moto"}, {"built", "long", "account"}
ADMISSION = "What was not tried"
SECONDS = 300
REGION = "us-east-1"
ANY_CREDENTIALS = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_DEFAULT_REGION": REGION}

# CloudFormation is always moto's, and the other services are where the block says.
SHELL = """set -euo pipefail
aws() {
  local endpoint=$LOCAL_AWS
  if [ "$1" = cloudformation ] || [ "$BLOCK" = moto ]; then endpoint=$MOTO; fi
  command aws --endpoint-url "$endpoint" "$@"
}
"""


def blocks(page):
    """The blocks of commands on a page: what each is marked with, and its text. Others are marked text."""
    for language, mark, text in BLOCK.findall(page.read_text()):
        if language == "text":
            continue
        if language != "sh" or mark not in EXECUTED | LEFT_OUT:
            sys.exit(f"{page.name} has a block marked '{language} {mark}', which this check does not know")
        yield mark, text


def script(page):
    """What is executed of a page."""
    parts = [SHELL]
    for mark, text in blocks(page):
        if mark in EXECUTED:
            parts.append(f"BLOCK={mark}\n{text}")
    return "\n".join(parts)


def check_admission(page):
    """A page that has what is not executed says so at its end."""
    last = page.read_text().rsplit("\n## ", 1)[-1]
    if any(mark == "account" for mark, _ in blocks(page)) and not last.startswith(ADMISSION):
        sys.exit(f"{page.name} has blocks that are not executed, and does not end with \"{ADMISSION}\"")


class Moto:
    """A simulated AWS: a stack that names what the local system has, and a table and a key of its own."""

    def __init__(self, system):
        self.system = system
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)

    def __enter__(self):
        # A line for each request would hide what the pages say.
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server.start()
        host, port = self.server.get_host_and_port()
        self.url = f"http://{host}:{port}"
        return self

    def __exit__(self, *_):
        self.server.stop()

    def client(self, service):
        return boto3.client(service, REGION, endpoint_url=self.url, aws_access_key_id="any", aws_secret_access_key="any")

    def fill(self):
        """What each page finds."""
        urllib.request.urlopen(urllib.request.Request(self.url + "/moto-api/reset", method="POST")).close()
        self.make_table()
        key = self.client("kms").create_key(Description="Encrypts the secrets of the organisations' Twilio tenants.")
        queues = self.system.aws + "/123456789012/tenantry-"
        outputs = {
            "ApiUrl": self.system.api,
            "TableName": "tenantry-Table",
            "SecretsKeyArn": key["KeyMetadata"]["Arn"],
            "UnfinalizedExecutionsUrl": queues + "UnfinalizedExecutions",
            "UndeliveredChangesUrl": queues + "UndeliveredChanges",
        }
        stack = {
            # A resource that moto makes under the name that the local system has given it.
            "Resources": {"ReconcileFunction": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "tenantry-ReconcileFunction"}}},
            "Outputs": {name: {"Value": value} for name, value in outputs.items()},
        }
        self.client("cloudformation").create_stack(StackName="tenantry", TemplateBody=json.dumps(stack))

    def make_table(self):
        """The table of the template, by the same properties."""
        declared = yaml_parse((ROOT / "template.yaml").read_text())["Resources"]["Table"]["Properties"]
        kept = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
        dynamodb, name = self.client("dynamodb"), "tenantry-Table"
        dynamodb.create_table(
            TableName=name,
            StreamSpecification=declared["StreamSpecification"] | {"StreamEnabled": True},
            **{property: declared[property] for property in kept},
        )
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=declared["TimeToLiveSpecification"])
        dynamodb.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification=declared["PointInTimeRecoverySpecification"]
        )


def prepare(page, system, moto, environment):
    """What a page's trouble is, or what it removes: without it there would be nothing to do."""
    if page.name == "teardown.md":
        moto.client("secretsmanager").create_secret(Name="tenantry/twilio", SecretString="{}")
    if page.name == "redrive-queues.md":
        system.refuse_purchases()
        job = system.failed_job("unfinalized")
        system.refuse_nothing()
        execution = system.get(f"/v1/provisioning-jobs/{job}")["executions"][0]
        detail = {"executionArn": execution["arn"], "name": execution["arn"].rsplit(":", 1)[1], "status": "FAILED"}
        message = {
            "version": "1.0",
            "timestamp": "2026-12-01T12:00:00.000Z",
            "requestContext": {"functionArn": "arn:aws:lambda:us-east-1:123456789012:function:tenantry-FinalizeFunction:live"},
            "requestPayload": {"source": "aws.states", "detail": detail},
            "responsePayload": {"errorType": "java.lang.IllegalStateException"},
        }
        subprocess.run(
            ["aws", "--endpoint-url", system.aws, "sqs", "send-message", "--message-body", json.dumps(message),
             "--queue-url", system.aws + "/123456789012/tenantry-UnfinalizedExecutions"],
            env=environment, check=True, stdout=subprocess.DEVNULL)
    if page.name == "stuck-job.md":
        held = {"method": "GET", "path": "/2010-04-01/Accounts/*.json", "rate": 1, "fault": {"type": "held"}}
        system.simulator("POST", json.dumps(held).encode())
        run("infra/provisioning trigger acme", system)
        threading.Thread(target=release, args=(system,), daemon=True).start()


def release(system):
    """Lets Twilio answer again when the page has stopped the job that hangs."""
    while system.get("/v1/orgs/acme/provisioning-jobs/latest")["status"] != "CANCELLED":
        time.sleep(0.2)
    system.refuse_nothing()


def execute(page, system, moto):
    environment = os.environ | ANY_CREDENTIALS | {
        "LOCAL_AWS": system.aws, "MOTO": moto.url, "TENANTRY_ENDPOINT": system.api, "AWS_PAGER": ""}
    moto.fill()
    prepare(page, system, moto, environment)
    begun = time.monotonic()
    result = subprocess.run(["bash", "-x", "-c", script(page)], cwd=ROOT, env=environment, timeout=SECONDS,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if result.returncode:
        print(result.stdout[-6000:])
        sys.exit(f"{page.name} ended with {result.returncode}")
    count = sum(mark in EXECUTED for mark, _ in blocks(page))
    left_out = sum(mark in LEFT_OUT for mark, _ in blocks(page))
    print(f"{page.name}: {count} blocks executed, {left_out} not, in {time.monotonic() - begun:.0f} s", flush=True)
    return result.stdout


def main():
    pages = [FOLDER / name for name in sys.argv[1:]] or sorted(FOLDER.glob("*.md"))
    for page in pages:
        check_admission(page)
    for program in ("aws", "jq"):
        if not shutil.which(program):
            print(f"Without {program}, the runbooks are not executed")
            return
    with LocalSystem() as system, Moto(system) as moto:
        run("infra/provisioning trigger acme --watch", system)
        for page in pages:
            if any(mark in EXECUTED for mark, _ in blocks(page)):
                execute(page, system, moto)


if __name__ == "__main__":
    main()
