#!/usr/bin/env python3
"""Writes the response shapes that TestState checks mocked results against, from the service models in botocore.

usage: extract.py [--check]    writes mock-models.json; with --check only compares it with what would be written
Needs: pip install botocore
"""
import json, pathlib, sys
import botocore.loaders

TARGET = pathlib.Path(__file__).parent.parent / "src/main/resources/dev/tenantry/stepfunctions/api/mock-models.json"
KEPT = ("required", "enum", "min", "max")
TEXTS = {"blob": "any"}


class Models:
    def __init__(self):
        self.loader, self.models, self.shapes, self.operations = botocore.loaders.Loader(), {}, {}, {}

    def model(self, service):
        if service not in self.models:
            self.models[service] = self.loader.load_service_model(service, "service-2")
        return self.models[service]

    def add(self, key, service, operation):
        self.operations[key] = self.shape(service, self.model(service)["operations"][operation]["output"]["shape"])

    def shape(self, service, name):
        key = f"{service}.{name}"
        if key not in self.shapes:
            source = self.model(service)["shapes"][name]
            target = self.shapes[key] = {"type": TEXTS.get(source["type"], source["type"])}
            target.update({k: source[k] for k in KEPT if k in source})
            if "required" in target:
                target["required"] = [capital(each) for each in target["required"]]
            if "members" in source:
                target["members"] = {capital(k): self.shape(service, v["shape"]) for k, v in source["members"].items()}
            for part in ("member", "value"):
                if part in source:
                    target[part] = self.shape(service, source[part]["shape"])
        return key


def capital(name):
    return name[0].upper() + name[1:]


def small(name):
    return name[0].lower() + name[1:]


def main():
    models = Models()
    models.add("lambda:invoke", "lambda", "Invoke")
    models.add("states:startExecution", "stepfunctions", "StartExecution")
    models.add("states:startExecution.sync", "stepfunctions", "DescribeExecution")
    # .sync:2 shows input and output as JSON.
    described = models.shapes[models.operations["states:startExecution.sync"]]
    models.shapes["any"] = {"type": "any"}
    models.shapes["sync2"] = dict(described, members=dict(described["members"], Input="any", Output="any"))
    models.operations["states:startExecution.sync:2"] = "sync2"
    for service, prefix in (("stepfunctions", "aws-sdk:sfn"), ("dynamodb", "aws-sdk:dynamodb")):
        for operation in sorted(models.model(service)["operations"]):
            if "output" in models.model(service)["operations"][operation]:
                models.add(f"{prefix}:{small(operation)}", service, operation)
    for operation in ("GetItem", "PutItem", "UpdateItem", "DeleteItem"):
        models.add(f"dynamodb:{small(operation)}", "dynamodb", operation)
    text = json.dumps({"operations": models.operations, "shapes": models.shapes}, indent=None, sort_keys=True,
                      separators=(",", ":")).replace('},"', '},\n"') + "\n"
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.read_text() == text else f"{TARGET} differs from the service models; run {sys.argv[0]}")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)
    print(f"{TARGET}: {len(models.operations)} operations, {len(models.shapes)} shapes, {len(text)} bytes")


if __name__ == "__main__":
    main()
