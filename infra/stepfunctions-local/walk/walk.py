#!/usr/bin/env python3
"""Walks through the API with boto3. Usage: walk.py http://127.0.0.1:8083"""
import json
import os
import sys
import time

import boto3
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::123456789012:role/walk"


def machine(**states):
    return json.dumps({"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states})


PASS = machine(P={"Type": "Pass", "Output": {"twice": "{% $states.input.n * 2 %}"}, "End": True})
WAIT = machine(W={"Type": "Wait", "Seconds": 600, "End": True})
CALLBACK = machine(T={
    "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.waitForTaskToken", "End": True,
    "Arguments": {"StateMachineArn": "{% $states.input %}", "Input": {"token": "{% $states.context.Task.Token %}"}}})


def refused(code, call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{call.__name__}: expected {code}")


def ended(sfn, arn):
    while (execution := sfn.describe_execution(executionArn=arn))["status"] == "RUNNING":
        time.sleep(0.05)
    return execution


def token_of(sfn, arn):
    while True:
        for event in sfn.get_execution_history(executionArn=arn)["events"]:
            if event["type"] == "TaskScheduled":
                return json.loads(event["taskScheduledEventDetails"]["parameters"])["Input"]["token"]
        time.sleep(0.05)


def definitions(sfn, name):
    assert sfn.validate_state_machine_definition(definition=PASS)["result"] == "OK"
    findings = sfn.validate_state_machine_definition(definition='{"StartAt": "A"}')
    assert findings["result"] == "FAIL" and findings["diagnostics"][0]["code"] == "SCHEMA_VALIDATION_FAILED"
    tags = [{"key": "a", "value": "1"}]
    arn = sfn.create_state_machine(name=name, definition=PASS, roleArn=ROLE, tags=tags)["stateMachineArn"]
    refused("StateMachineAlreadyExists", sfn.create_state_machine, name=name, definition=WAIT, roleArn=ROLE)
    assert sfn.describe_state_machine(stateMachineArn=arn)["definition"] == PASS
    listed = [each["name"] for page in sfn.get_paginator("list_state_machines").paginate() for each in page["stateMachines"]]
    assert name in listed
    sfn.tag_resource(resourceArn=arn, tags=[{"key": "b", "value": "2"}])
    sfn.untag_resource(resourceArn=arn, tagKeys=["a"])
    assert sfn.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "b", "value": "2"}]
    return arn


def executions(sfn, arn):
    run = sfn.start_execution(stateMachineArn=arn, name="one", input='{"n": 21}')["executionArn"]
    execution = ended(sfn, run)
    assert (execution["status"], execution["output"]) == ("SUCCEEDED", '{"twice":42}'), execution
    pages = sfn.get_paginator("get_execution_history").paginate(executionArn=run, PaginationConfig={"PageSize": 2})
    assert [event["id"] for page in pages for event in page["events"]] == [1, 2, 3, 4]
    assert sfn.describe_state_machine_for_execution(executionArn=run)["stateMachineArn"] == arn
    refused("ExecutionAlreadyExists", sfn.start_execution, stateMachineArn=arn, name="one", input="{}")


def versions(sfn, arn):
    version = sfn.publish_state_machine_version(stateMachineArn=arn)["stateMachineVersionArn"]
    routing = [{"stateMachineVersionArn": version, "weight": 100}]
    alias = sfn.create_state_machine_alias(name="live", routingConfiguration=routing)["stateMachineAliasArn"]
    assert sfn.describe_state_machine_alias(stateMachineAliasArn=alias)["routingConfiguration"] == routing
    sfn.update_state_machine_alias(stateMachineAliasArn=alias, description="what runs")
    assert len(sfn.list_state_machine_aliases(stateMachineArn=arn)["stateMachineAliases"]) == 1
    assert len(sfn.list_state_machine_versions(stateMachineArn=arn)["stateMachineVersions"]) == 1
    run = sfn.start_execution(stateMachineArn=alias, input='{"n": 1}')["executionArn"]
    assert ended(sfn, run)["stateMachineAliasArn"] == alias
    refused("ConflictException", sfn.delete_state_machine_version, stateMachineVersionArn=version)
    sfn.delete_state_machine_alias(stateMachineAliasArn=alias)
    sfn.delete_state_machine_version(stateMachineVersionArn=version)


def stopping(sfn, arn):
    sfn.update_state_machine(stateMachineArn=arn, definition=WAIT)
    run = sfn.start_execution(stateMachineArn=arn)["executionArn"]
    running = sfn.list_executions(stateMachineArn=arn, statusFilter="RUNNING")["executions"]
    assert [each["executionArn"] for each in running] == [run]
    sfn.stop_execution(executionArn=run, error="Enough", cause="walked away")
    assert ended(sfn, run)["error"] == "Enough"
    sfn.redrive_execution(executionArn=run)
    assert sfn.describe_execution(executionArn=run)["redriveCount"] == 1
    sfn.stop_execution(executionArn=run)


def tokens(sfn, name, arn):
    asker = sfn.create_state_machine(name=name, definition=CALLBACK, roleArn=ROLE)["stateMachineArn"]
    run = sfn.start_execution(stateMachineArn=asker, input=json.dumps(arn))["executionArn"]
    token = token_of(sfn, run)
    sfn.send_task_heartbeat(taskToken=token)
    sfn.send_task_success(taskToken=token, output='"yes"')
    assert ended(sfn, run)["output"] == '"yes"'
    refused("TaskTimedOut", sfn.send_task_success, taskToken=token, output='"again"')
    refused("InvalidToken", sfn.send_task_heartbeat, taskToken="nonsense")
    run = sfn.start_execution(stateMachineArn=asker, input=json.dumps(arn))["executionArn"]
    sfn.send_task_failure(taskToken=token_of(sfn, run), error="Refused", cause="no")
    assert ended(sfn, run)["cause"] == "no"
    sfn.delete_state_machine(stateMachineArn=asker)


def main(endpoint):
    sfn = boto3.client(
        "stepfunctions", endpoint_url=endpoint, region_name=os.environ.get("AWS_REGION", "us-east-1"),
        aws_access_key_id="walk", aws_secret_access_key="walk")
    name = f"walk-{os.getpid()}"
    arn = definitions(sfn, name)
    executions(sfn, arn)
    versions(sfn, arn)
    stopping(sfn, arn)
    tokens(sfn, name + "-callback", arn)
    sfn.delete_state_machine(stateMachineArn=arn)
    refused("StateMachineDoesNotExist", sfn.describe_state_machine, stateMachineArn=arn)
    print("all calls answered as expected")


if __name__ == "__main__":
    main(sys.argv[1])
