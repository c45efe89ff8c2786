#!/usr/bin/env python3
"""Executes every command of README.md, CONTRIBUTING.md and docs/how-to, against a local system on free ports.

Usage: infra/tests/checks/run_documents.py          runs them; the build must have been made
       infra/tests/checks/run_documents.py --list   prints them, and how each is treated

A command is a line of a block of code, or a piece of code in the text, that begins with a program of ours or one that
the documents use. One that is not executed is listed in NOT_EXECUTED with the reason, and a reason without a command is
an error, as is a block of code that nobody has classified.

A block of "text" is what the last command before it prints, perhaps with more lines in between. Numbers, SIDs and times
may be others. A command without such a block is executed once, in whichever document; one with it, each time.
"""

import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import typing
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs/how-to").glob("*.md"))]
BLOCK = re.compile(r"^```(text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(
    r"(?:[A-Z_]+=\S+ )*(?:infra/(?:provisioning|test|benchmark|footprint)|mvn|\./mvnw|statemachine/generate|\.ci/run|curl|aws|awslocal|sam|git|export|alias)(?: .*)?")
SECONDS = 600

# How long a command that changes nothing is repeated until it prints what the document says.
PATIENCE_SECONDS = 60
CHANGES = re.compile(r" (?:trigger|-X POST|-d|--data-urlencode) ")

# What differs each time.
VARIABLE = re.compile(r"\+1\d{10}|\b[A-Z]{2}[0-9a-f]{32}\b|\bjob_\w+|\d\d:\d\d(?::\d\d\.\d{3})?|\d+\.\d s")

# What a command says that finds nothing to do here, and its exit code.
NOTHING_TO_DO = {"infra/provisioning review acme --approve": (1, "No review of acme is open.")}

NOT_EXECUTED = {
    r"mvn": "names the program",
    r"\./mvnw": "names the program",
    r"infra/provisioning": "names the program",
    r"infra/test": "names the program",
    r"mvn verify( -Pall-tests)?": "the gate runs it before this check",
    r"\.ci/run": "is the gate",
    r"mvn package && sam deploy --guided": "needs an AWS account",
    r"sam deploy": "needs an AWS account",
    r"infra/provisioning trigger acme --watch --endpoint <ApiUrl>.*": "needs a deployed stack",
    r"(TENANTRY_JAVA_OPTS=\S+ )?infra/provisioning up": "the local system that this check starts",
    r"mvn -N validate -Dspotless=apply": "changes files; the build has checked that nothing needs it",
}


class Command(typing.NamedTuple):
    """A command, and the lines that it prints, if the document says so."""

    line: str
    output: tuple = ()


def commands(document):
    """The commands of a document, in its order; those without an output without repetition."""
    text = document.read_text()
    found = []
    for is_output, block in BLOCK.findall(text):
        if is_output:
            found[-1] = found[-1]._replace(output=tuple(lines(block)))
            continue
        for line in block.replace("\\\n", " ").splitlines():
            if COMMAND.fullmatch(line.strip()):
                found.append(Command(" ".join(line.split())))
    for code in CODE.findall(BLOCK.sub("", text)):
        if COMMAND.fullmatch(code):
            found.append(Command(code))
    return once(found)


def once(found):
    """Leaves out the repetitions of commands without an output."""
    known = set()
    return [command for command in found if command.output or not (command in known or known.add(command))]


def lines(text):
    """The lines of a text that are not empty, without what differs each time."""
    return [VARIABLE.sub("?", line.rstrip()) for line in text.splitlines() if line.strip()]


def has(output, expected):
    """Whether an output has the expected lines, in their order."""
    rest = iter(lines(output))
    return all(line in rest for line in expected)


def reason(command):
    """Why a command is not executed, or None."""
    for pattern, why in NOT_EXECUTED.items():
        if re.fullmatch(pattern, command):
            return why
    return None


class LocalSystem:
    """A local system on free ports, which the documents' commands find at the ports that they name."""

    def __enter__(self):
        self.process = subprocess.Popen(
            [ROOT / "infra/provisioning", "up", "--port", "0", "--aws-port", "0", "--twilio-port", "0", "--speed", "50"],
            stdout=subprocess.PIPE, text=True, cwd=ROOT)
        urls = {}
        while len(urls) < 3:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("The local system did not start")
            if match := re.match(r"  (HTTP API|AWS endpoints|Twilio simulator) +(http://\S+)", line):
                urls[match[1]] = match[2].rstrip("/")
        self.api, self.aws, self.twilio = urls["HTTP API"], urls["AWS endpoints"], urls["Twilio simulator"]
        with urllib.request.urlopen(self.api + "/config.json") as answer:
            self.token = json.load(answer)["devToken"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)
        self.process.stdout.close()

    def get(self, path):
        request = urllib.request.Request(self.api + path, headers={"Authorization": "Bearer " + self.token})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def refuse_purchases(self):
        rule = {"method": "POST", "path": "/2010-04-01/Accounts/*/IncomingPhoneNumbers.json", "times": 100,
                "fault": {"type": "refuse", "code": 21404, "status": 400}}
        self.simulator("POST", json.dumps(rule).encode())

    def refuse_nothing(self):
        self.simulator("DELETE", None)

    def simulator(self, method, body):
        request = urllib.request.Request(self.twilio + "/_simulator/faults", body, {"Content-Type": "application/json"},
                                         method=method)
        urllib.request.urlopen(request).close()

    def foreign_subaccount(self, name):
        """A subaccount that somebody else has created; its SID."""
        request = urllib.request.Request(self.aws, b'{"SecretId":"tenantry/twilio"}', {
            "X-Amz-Target": "secretsmanager.GetSecretValue", "Content-Type": "application/x-amz-json-1.1",
            "Authorization": "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/secretsmanager/aws4_request, "
                             "SignedHeaders=host, Signature=0"})
        with urllib.request.urlopen(request) as answer:
            operator = json.loads(json.load(answer)["SecretString"])
        basic = base64.b64encode(f"{operator['accountSid']}:{operator['authToken']}".encode()).decode()
        request = urllib.request.Request(
            self.twilio + "/api.twilio.com/2010-04-01/Accounts.json",
            urllib.parse.urlencode({"FriendlyName": name}).encode(), {"Authorization": "Basic " + basic})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["sid"]

    def failed_job(self, org):
        """The id of a new job that failed."""
        run(f"infra/provisioning trigger {org} --watch", self, expected=1)
        return self.get(f"/v1/orgs/{org}/provisioning-jobs/latest")["id"]

    def fill_in(self, command):
        """A command with the ports, the job, the execution and the subaccount of this system."""
        for port, url in (("8080", self.api), ("4566", self.aws), ("8090", self.twilio)):
            command = command.replace("http://127.0.0.1:" + port, url)
        if "AC…" in command:
            subaccount = self.foreign_subaccount("taken")
            command = command.replace("AC…", subaccount).replace("job_…", self.failed_job("taken"))
        if "provisioning retry job_…" in command:
            self.refuse_purchases()
            command = command.replace("job_…", self.failed_job("soldout"))
            self.refuse_nothing()
        if "job_…" in command or "<arn>" in command:
            job = self.get("/v1/orgs/acme/provisioning-jobs/latest")
            command = command.replace("job_…", job["id"]).replace("<arn>", job["executions"][0]["arn"])
        if command.startswith("infra/provisioning review"):
            command += " --twilio-endpoint " + self.twilio
        if command.startswith("infra/provisioning demo"):
            command += " --port 0 --aws-port 0 --twilio-port 0 --speed 50"
        return command


def run(command, system=None, shell=None, expected=0, output=()):
    """Executes a command, and ends the check when it ends or answers in another way than expected."""
    status, words = NOTHING_TO_DO.get(command, (expected, ""))
    environment = dict(os.environ) | (shell.environment if shell else {})
    if system:
        environment["TENANTRY_ENDPOINT"] = system.api
        command = system.fill_in(command)
    script = "\n".join(["shopt -s expand_aliases", *(shell.aliases if shell else ()), command])
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        result = subprocess.run(["bash", "-c", script], cwd=ROOT, env=environment, timeout=SECONDS,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if result.returncode == status and words in result.stdout and has(result.stdout, output):
            return
        if CHANGES.search(command) or not output or time.monotonic() > until:
            print(result.stdout[-4000:])
            sys.exit(f"\"{command}\" ended with {result.returncode}" + (", or printed something else" if output else ""))
        time.sleep(0.5)


class Shell:
    """What a document's exports and aliases have set, for its later commands."""

    def __init__(self):
        self.environment = {}
        self.aliases = []

    def set(self, command, system):
        command = system.fill_in(command)
        if command.startswith("alias "):
            self.aliases.append(command)
            return
        environment = dict(os.environ) | self.environment | {"TENANTRY_ENDPOINT": system.api}
        result = subprocess.run(["bash", "-c", command + "\nexec env -0"], cwd=ROOT, env=environment, timeout=SECONDS,
                                stdout=subprocess.PIPE, text=True, check=True)
        names = re.findall(r"(?:^export | )([A-Z_]+)=", command)
        after = dict(entry.split("=", 1) for entry in result.stdout.split("\0") if entry)
        self.environment |= {name: after[name] for name in names if name in after}


def builds(command):
    """Whether a command may write what a running system reads."""
    return command.startswith(("mvn ", "infra/test ", "infra/provisioning build", "statemachine/generate"))


def execute(all_commands):
    executed = once([command for found in all_commands.values() for command in found if not reason(command.line)])
    left_out = set()
    if not shutil.which("aws"):
        print("Without the AWS CLI, the commands that use it are not executed")
        left_out |= {command for command in executed if command.line.startswith("awslocal")}
    if not (ROOT / ".git").exists():
        print("Outside a clone, the commands that use git are not executed")
        left_out |= {command for command in executed if command.line.startswith("git ")}
    count = 0
    known = set()
    with LocalSystem() as system:
        for found in all_commands.values():
            shell = Shell()
            for command in found:
                is_setting = command.line.startswith(("export ", "alias "))
                is_repeated = command in known and not command.output and not is_setting
                if reason(command.line) or builds(command.line) or command in left_out or is_repeated:
                    continue
                known.add(command)
                count += 1
                print(command.line, flush=True)
                if is_setting:
                    shell.set(command.line, system)
                else:
                    run(command.line, system, shell, output=command.output)
    for command in executed:
        if builds(command.line):
            count += 1
            print(command.line, flush=True)
            run(command.line)
    print(f"{count} commands executed; {len(NOT_EXECUTED)} kinds were not, for the reasons listed")


def main():
    all_commands = {document: commands(document) for document in DOCUMENTS}
    flat = [command.line for found in all_commands.values() for command in found]
    for pattern in NOT_EXECUTED:
        if not any(re.fullmatch(pattern, command) for command in flat):
            sys.exit(f"No document has the command {pattern}, which need not be executed")
    if sys.argv[1:] == ["--list"]:
        for document, found in all_commands.items():
            for command in found:
                print(f"{document.relative_to(ROOT)}: {command.line}    {reason(command.line) or 'executed'}")
    else:
        execute(all_commands)


if __name__ == "__main__":
    main()
