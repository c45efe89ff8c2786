#!/usr/bin/env python3
"""Deploys template.yaml to moto, a simulated AWS in this process, as far as moto goes, and looks at what is there then.

cfn-lint and the SAM translator read a template; here CloudFormation's order, references and conditions are carried out,
and every resource is made by the service that it belongs to. The stack is created, updated with another value of each
parameter, and deleted. Then its table is restored, and another stack adopts the restored table and the old key, as
docs/operations says. What each step must leave is in this file.

Moto has no CloudFormation support for some types; LEFT_OUT says what stands for them. It has none of AWS's limits and
quotas, and asks no policies: ADR 39 says what does.

Usage: infra/tests/checks/deploy_to_moto.py [TEMPLATE]
Needs the Python packages moto and boto3: pip install "moto[all]>=5.2,<5.3" boto3
"""

import ast
import collections
import copy
import fnmatch
import io
import json
import pathlib
import re
import sys
import time
import zipfile

from expand_template import ROOT, expand, read
from parameter_changes import PARAMETERS
from samtranslator.yaml_helper import yaml_parse

try:
    import boto3
    import moto
    from botocore.exceptions import ClientError
except ImportError as missing:
    sys.exit(f'{missing}. This check needs moto: pip install "moto[all]>=5.2,<5.3" boto3')

STACK = "tenantry"
REGION = "us-east-1"
ARN = f"arn:aws:%s:{REGION}:123456789012:%s"

# The types that moto cannot make from a template, and what stands for them here.
LEFT_OUT = {
    "AWS::ApiGatewayV2::Api": "its logical id stands for its id",
    "AWS::ApiGatewayV2::Authorizer": "nothing refers to it but its API",
    "AWS::ApiGatewayV2::Integration": "nothing refers to it but its API",
    "AWS::ApiGatewayV2::Route": "nothing refers to it but its API",
    "AWS::ApiGatewayV2::Stage": "nothing refers to it but its API",
    "AWS::Budgets::Budget": "nothing refers to it",
    "AWS::CloudWatch::Alarm": "nothing refers to it but the dashboard",
    "AWS::CloudWatch::Dashboard": "nothing refers to it",
    "AWS::Lambda::Alias": "made by Lambda's own API between two updates of the stack",
    "AWS::SNS::TopicPolicy": "nothing refers to it",
    "AWS::Lambda::EventInvokeConfig": "nothing refers to it",
}
# Left out too, with what depends on it: the user pool, which moto has, but not from a template.
CONDITION_LEFT_OUT = "HasUserPool"
# The parameters that keep their values in the update: what they change is left out, or looked at by itself.
NOT_CHANGED = {"UserPoolDomain", "UserPoolCallbackUrls", "AdoptedStreamArn", "AdoptedKeyArn"}
# What needs the aliases.
AFTER_ALIASES = {"AWS::Lambda::Permission", "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule"}

# What policies name and this check does not make.
ELSEWHERE = [
    # The operator makes the secret before the first job.
    ARN % ("secretsmanager", "secret:tenantry/twilio-??????"),
    ARN % ("execute-api", "LiveApi/live/POST/@connections/*"),
    ARN % ("execute-api", "LiveApi/live/DELETE/@connections/*"),
    # CloudWatch Logs supports no narrower resource for log delivery by other services.
    "*",
]


def as_list(value):
    return value if isinstance(value, list) else [value]


class Prepared:
    """A template as moto can take it."""

    def __init__(self, template, definitions, values):
        self.definitions = definitions
        expanded = expand(template, values)
        self.out = {
            name: resource
            for name, resource in expanded["Resources"].items()
            if resource["Type"] in LEFT_OUT or resource.get("Condition") == CONDITION_LEFT_OUT
        }
        self.stored = {
            name: resource["Properties"]["Value"]
            for name, resource in expanded["Resources"].items()
            if resource["Type"] == "AWS::SSM::Parameter"
        }
        kept = {
            name: self.resource(name, resource)
            for name, resource in expanded["Resources"].items()
            if name not in self.out
        }
        outputs = {name: output for name, output in expanded["Outputs"].items() if output.get("Condition") is None}
        self.template = self.replace(expanded | {"Resources": kept, "Outputs": outputs})
        self.resources = self.template["Resources"]

    def resource(self, name, resource):
        resource = {key: value for key, value in resource.items() if key != "DependsOn"}
        # Moto knows only the older of the two words.
        if resource.get("DeletionPolicy") == "RetainExceptOnCreate":
            resource["DeletionPolicy"] = "Retain"
        # Moto makes a subscription of what a condition removes from the list.
        if resource["Type"] == "AWS::SNS::Topic":
            resource["Properties"] = {key: value for key, value in resource["Properties"].items() if key != "Subscription"}
        if name in self.definitions:
            properties = dict(resource["Properties"])
            del properties["DefinitionS3Location"]
            # Moto does not substitute in a definition that is a file.
            substitutions = properties.pop("DefinitionSubstitutions")
            properties["DefinitionString"] = {"Fn::Sub": [self.definitions[name], substitutions]}
            resource["Properties"] = properties
        return resource

    def replace(self, node):
        """A node without references to what is left out."""
        if isinstance(node, list):
            return [self.replace(item) for item in node]
        if not isinstance(node, dict):
            return node
        if node.keys() == {"Ref"} and node["Ref"] in self.out:
            return self.stand_in(node["Ref"])
        if node.keys() == {"Fn::GetAtt"} and node["Fn::GetAtt"][0] in self.out:
            return node["Fn::GetAtt"][0]
        # Moto's parameters of Systems Manager have no attributes to refer to.
        if node.keys() == {"Fn::GetAtt"} and node["Fn::GetAtt"][0] in self.stored:
            return self.replace(self.stored[node["Fn::GetAtt"][0]])
        if node.keys() == {"Fn::Sub"}:
            text, variables = node["Fn::Sub"] if isinstance(node["Fn::Sub"], list) else (node["Fn::Sub"], {})
            for name in self.out.keys() - variables.keys():
                text = re.sub(r"\$\{%s(\.\w+)?}" % name, name, text)
            for name in self.stored.keys() - variables.keys():
                if "${%s.Value}" % name in text:
                    text = text.replace("${%s.Value}" % name, "${%s}" % name)
                    variables = variables | {name: self.stored[name]}
            return {"Fn::Sub": [text, self.replace(variables)] if variables else text}
        if node.keys() == {"Fn::If"} and node["Fn::If"][0] == CONDITION_LEFT_OUT:
            return self.replace(node["Fn::If"][2])
        return {key: self.replace(value) for key, value in node.items()}

    def stand_in(self, name):
        resource = self.out[name]
        if resource["Type"] != "AWS::Lambda::Alias":
            return name
        return {"Fn::Sub": "${%s.Arn}:live" % resource["Properties"]["FunctionName"]["Ref"]}

    def functions(self):
        """The logical ids of the functions that get an alias."""
        return sorted(name for name, resource in self.resources.items() if resource["Type"] == "AWS::Lambda::Function")

    def before_aliases(self):
        """The template without what needs the aliases."""
        kept = {name: one for name, one in self.resources.items() if one["Type"] not in AFTER_ALIASES}
        return self.template | {"Resources": kept}


class Deployment:
    """A stack in moto, and what is in it."""

    def __init__(self, prepared):
        self.prepared = prepared
        self.cloudformation = boto3.client("cloudformation", REGION)
        self.lambdas = boto3.client("lambda", REGION)
        self.code()

    @staticmethod
    def code():
        """What "sam deploy" has uploaded: nothing runs here, so any archive will do."""
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("lib/functions.jar", b"")
        s3 = boto3.client("s3", REGION)
        if not s3.list_buckets()["Buckets"]:
            s3.create_bucket(Bucket="bucket")
        s3.put_object(Bucket="bucket", Key="key", Body=archive.getvalue())

    def create(self, values):
        self.deploy(self.cloudformation.create_stack, self.prepared.before_aliases(), values)
        ids = self.ids()
        for function in self.prepared.functions():
            self.lambdas.create_alias(FunctionName=ids[function], Name="live", FunctionVersion="$LATEST")
        self.update(values)

    def update(self, values):
        self.deploy(self.cloudformation.update_stack, self.prepared.template, values)

    def deploy(self, operation, template, values):
        operation(
            StackName=STACK,
            TemplateBody=json.dumps(template),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()],
        )
        status = self.cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise RuntimeError(f"the stack is {status}")

    def ids(self):
        """The physical ids by the logical ones."""
        resources = self.cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
        return {one["LogicalResourceId"]: one.get("PhysicalResourceId") for one in resources if "LogicalResourceId" in one}

    def outputs(self):
        outputs = self.cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["Outputs"]
        return {output["OutputKey"]: output["OutputValue"] for output in outputs}

    # What the services say that they have.

    def aliases(self):
        for function in self.functions():
            for alias in self.lambdas.list_aliases(FunctionName=function["FunctionName"])["Aliases"]:
                yield alias["AliasArn"]

    def functions(self):
        for page in self.lambdas.get_paginator("list_functions").paginate():
            yield from page["Functions"]

    def tables(self):
        dynamodb = boto3.client("dynamodb", REGION)
        for name in dynamodb.list_tables()["TableNames"]:
            yield dynamodb.describe_table(TableName=name)["Table"]

    def machines(self):
        states = boto3.client("stepfunctions", REGION)
        for machine in states.list_state_machines()["stateMachines"]:
            yield states.describe_state_machine(stateMachineArn=machine["stateMachineArn"])

    def keys(self):
        return [key["KeyArn"] for key in boto3.client("kms", REGION).list_keys()["Keys"]]

    def queues(self):
        sqs = boto3.client("sqs", REGION)
        for url in sqs.list_queues().get("QueueUrls", []):
            yield sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]

    def settings(self):
        return json.loads(boto3.client("ssm", REGION).get_parameter(Name=f"/{STACK}/settings")["Parameter"]["Value"])

    def policies(self):
        """Each role's name and its policies' statements."""
        iam = boto3.client("iam", REGION)
        for page in iam.get_paginator("list_roles").paginate():
            for role in page["Roles"]:
                for policy in iam.list_role_policies(RoleName=role["RoleName"])["PolicyNames"]:
                    document = iam.get_role_policy(RoleName=role["RoleName"], PolicyName=policy)["PolicyDocument"]
                    # After an update moto has a policy in Python's notation.
                    document = ast.literal_eval(document) if isinstance(document, str) else document
                    for statement in as_list(document["Statement"]):
                        yield role["RoleName"], statement

    def rule_targets(self):
        events = boto3.client("events", REGION)
        for rule in events.list_rules()["Rules"]:
            for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]:
                yield target["Arn"]


def existing(deployment):
    """The ARNs of what policies may name."""
    for function in deployment.functions():
        yield function["FunctionArn"]
    yield from deployment.aliases()
    for table in deployment.tables():
        yield table["TableArn"]
        if "LatestStreamArn" in table:
            yield table["LatestStreamArn"]
        for index in table.get("GlobalSecondaryIndexes", []):
            yield table["TableArn"] + "/index/" + index["IndexName"]
    for machine in deployment.machines():
        yield machine["stateMachineArn"]
        yield machine["stateMachineArn"].replace(":stateMachine:", ":execution:") + ":any"
    yield from deployment.keys()
    yield from deployment.queues()
    yield ARN % ("ssm", f"parameter/{STACK}/settings")


def faults(deployment):
    """What is not as the template says."""
    ids = deployment.ids()
    for name, resource in deployment.prepared.resources.items():
        if name not in ids and "Condition" not in resource:
            yield f"{name} was not made"
    arns, aliases = set(existing(deployment)), set(deployment.aliases())
    for role, statement in deployment.policies():
        for resource in as_list(statement["Resource"]):
            if resource not in ELSEWHERE and not any(fnmatch.fnmatchcase(arn, resource) for arn in arns):
                yield f"{role} may {statement['Action']} {resource}, which does not exist"
    for machine in deployment.machines():
        invoked = set(re.findall(r'"(arn:aws:lambda:[^"]+)"', machine["definition"]))
        if not invoked or not invoked <= aliases or "${" in machine["definition"]:
            yield f"{machine['name']} invokes {sorted(invoked - aliases)}, or has a substitution that is missing"
    for target in deployment.rule_targets():
        if target not in aliases:
            yield f"a rule invokes {target}, which does not exist"
    for mapping in deployment.lambdas.list_event_source_mappings()["EventSourceMappings"]:
        if mapping["FunctionArn"] not in {alias.removesuffix(":live") for alias in aliases} | aliases:
            yield f"a stream invokes {mapping['FunctionArn']}, which does not exist"
        if mapping["EventSourceArn"] not in arns:
            yield f"a function reads {mapping['EventSourceArn']}, which does not exist"
    for function in deployment.functions():
        variables = function.get("Environment", {}).get("Variables", {})
        for name in ("TABLE_NAME", "KMS_KEY_ARN", "SETTINGS_PARAMETER"):
            if not any(arn.endswith(variables.get(name, "nothing")) for arn in arns):
                yield f"{function['FunctionName']} has {name} {variables.get(name)}, which does not exist"
    unresolved = [name for name, value in deployment.settings().items() if "${" in value]
    if unresolved:
        yield f"the settings {unresolved} have no value"


def check(deployment, what):
    found = list(faults(deployment))
    if found:
        sys.exit(f"After the stack was {what}:\n" + "\n".join(sorted(found)))


def must_fail(template, definitions, why, change):
    """Changes a template for the worse, and checks that this is seen."""
    worse = copy.deepcopy(template)
    change(worse["Resources"])
    with moto.mock_aws():
        deployment = Deployment(Prepared(worse, definitions, {}))
        try:
            deployment.create({})
            found = list(faults(deployment))
        except (ClientError, RuntimeError, ValueError) as refused:
            found = [str(refused)]
    if not any(why in fault for fault in found):
        sys.exit(f"This check does not see {why}: {found}")


def walk(template, definitions):
    """Creates, updates and deletes the stack."""
    changed = {name: value for name, (value, _) in PARAMETERS.items() if name not in NOT_CHANGED}
    deployment = Deployment(Prepared(template, definitions, {}))
    deployment.create({})
    check(deployment, "created")
    made = collections.Counter(deployment.prepared.resources[name]["Type"] for name in deployment.ids())
    mappings = deployment.lambdas.list_event_source_mappings()["EventSourceMappings"]
    if len(mappings) != 2:
        sys.exit(f"{len(mappings)} functions read the table's stream, not 2")
    before = deployment.ids()
    deployment.update(changed)
    if deployment.settings()["maxNumbersPerDay"] != changed["MaxNumbersPerDay"]:
        sys.exit("A changed parameter did not reach the settings")
    check_kept(before, deployment.ids())
    deployment.cloudformation.delete_stack(StackName=STACK)
    if len(list(deployment.tables())) != 1 or len(deployment.keys()) != 1:
        sys.exit("The deletion of the stack did not leave its table and its key")
    if list(deployment.functions()) or list(deployment.queues()):
        sys.exit("The deletion of the stack left functions or queues")
    return made, deployment.prepared.out


def restore(table):
    """The stream of a table that was restored from another, with what a restored table does not have by itself."""
    dynamodb = boto3.client("dynamodb", REGION)
    dynamodb.restore_table_to_point_in_time(
        SourceTableName=table, TargetTableName="tenantry-restored", UseLatestRestorableTime=True
    )
    dynamodb.update_time_to_live(
        TableName="tenantry-restored", TimeToLiveSpecification={"AttributeName": "expiresAt", "Enabled": True}
    )
    dynamodb.update_continuous_backups(
        TableName="tenantry-restored", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    restored = dynamodb.update_table(
        TableName="tenantry-restored", StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}
    )
    return restored["TableDescription"]["LatestStreamArn"]


def adopt(template, definitions):
    """Makes a stack that adopts a restored table, and the key that a deleted stack has left."""
    [left] = boto3.client("dynamodb", REGION).list_tables()["TableNames"]
    stream, [key] = restore(left), boto3.client("kms", REGION).list_keys()["Keys"]
    adopted = {"AdoptedStreamArn": stream, "AdoptedKeyArn": key["KeyArn"]}
    deployment = Deployment(Prepared(template, definitions, adopted))
    deployment.create(adopted)
    check(deployment, "made again")
    if {"Table", "SecretsKey"} & deployment.ids().keys():
        sys.exit("The stack that adopts a table and a key made others")
    # The adopted key, and the one of the alarms' topic.
    if len(deployment.keys()) != 2 or deployment.outputs()["TableName"] != "tenantry-restored":
        sys.exit("The stack does not use what it adopts")
    others = {
        resource
        for _, statement in deployment.policies()
        for resource in as_list(statement["Resource"])
        if left in resource
    }
    if others:
        sys.exit(f"The stack's policies still name {others}")
    for mapping in deployment.lambdas.list_event_source_mappings()["EventSourceMappings"]:
        if mapping["EventSourceArn"] != stream:
            sys.exit(f"A function reads {mapping['EventSourceArn']}, and not the adopted stream")
    names = {function["Environment"]["Variables"]["TABLE_NAME"] for function in deployment.functions()}
    if names != {"tenantry-restored"}:
        sys.exit(f"The functions use the tables {names}")


def check_kept(before, after):
    for name in ("Table", "SecretsKey", "UnfinalizedExecutions", "ProvisioningStateMachine"):
        if before[name] != after[name]:
            sys.exit(f"The update of the stack replaced {name}")


def main():
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "template.yaml"
    begun = time.monotonic()
    template = read(path)
    definitions = {
        name: (ROOT / resource["Properties"]["DefinitionUri"]).read_text()
        for name, resource in yaml_parse(path.read_text())["Resources"].items()
        if resource["Type"] == "AWS::Serverless::StateMachine"
    }
    with moto.mock_aws():
        made, out = walk(template, definitions)
        adopt(template, definitions)
    policies = lambda resources: resources["TriggerFunction"]["Properties"]["Policies"]
    other = {"Effect": "Allow", "Action": "states:StartExecution", "Resource": ARN % ("states", "stateMachine:Other")}
    must_fail(template, definitions, "stateMachine:Other", lambda worse: policies(worse).append({"Statement": other}))
    print(f"{sum(made.values())} resources were created, updated and deleted by moto {moto.__version__}, and a table adopted")
    for kind, count in sorted(collections.Counter(resource["Type"] for resource in out.values()).items()):
        print(f"{count:4} {kind} left out: {LEFT_OUT.get(kind, 'part of the user pool')}")
    print(f"in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
