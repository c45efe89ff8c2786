#!/usr/bin/env bash
# Walks through the API with the AWS CLI. Usage: walk.sh http://127.0.0.1:8083
set -euo pipefail

endpoint=${1:?the endpoint, such as http://127.0.0.1:8083}
export AWS_ACCESS_KEY_ID=walk AWS_SECRET_ACCESS_KEY=walk AWS_PAGER=
export AWS_DEFAULT_REGION=${AWS_REGION:-us-east-1}
name=walk-$$
role=arn:aws:iam::123456789012:role/walk

sfn() { aws --endpoint-url "$endpoint" stepfunctions "$@"; }
value() { sfn "$@" --output text; }
expect() {
    if [ "$2" != "$3" ]; then
        echo "$1: expected '$3', got '$2'" >&2
        exit 1
    fi
}
refused() {
    local code=$1
    shift
    if answer=$(sfn "$@" 2>&1); then
        echo "$*: expected $code, but it succeeded" >&2
        exit 1
    fi
    case $answer in
        *"($code)"*) ;;
        *)
            echo "$*: expected $code, got: $answer" >&2
            exit 1
            ;;
    esac
}
ended() {
    while [ "$(value describe-execution --execution-arn "$1" --query status)" = RUNNING ]; do sleep 0.1; done
    value describe-execution --execution-arn "$1" --query status
}

pass='{"QueryLanguage":"JSONata","StartAt":"P","States":{"P":{"Type":"Pass","Output":{"twice":"{% $states.input.n * 2 %}"},"End":true}}}'
wait='{"QueryLanguage":"JSONata","StartAt":"W","States":{"W":{"Type":"Wait","Seconds":600,"End":true}}}'
callback='{"QueryLanguage":"JSONata","StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.waitForTaskToken","HeartbeatSeconds":600,"End":true,"Arguments":{"StateMachineArn":"{% $states.input %}","Input":{"token":"{% $states.context.Task.Token %}"}}}}}'

expect valid "$(value validate-state-machine-definition --definition "$pass" --query result)" OK
expect invalid "$(value validate-state-machine-definition --definition '{"StartAt":"A"}' --query result)" FAIL
machine=$(value create-state-machine --name "$name" --definition "$pass" --role-arn $role --tags key=a,value=1 --query stateMachineArn)
refused StateMachineAlreadyExists create-state-machine --name "$name" --definition "$wait" --role-arn $role
refused InvalidDefinition create-state-machine --name "$name-x" --definition '{}' --role-arn $role
expect describe "$(value describe-state-machine --state-machine-arn "$machine" --query name)" "$name"
expect list "$(value list-state-machines --query "stateMachines[?name=='$name'].name")" "$name"

sfn tag-resource --resource-arn "$machine" --tags key=b,value=2
sfn untag-resource --resource-arn "$machine" --tag-keys a
expect tags "$(value list-tags-for-resource --resource-arn "$machine" --query 'tags[].key')" b

run=$(value start-execution --state-machine-arn "$machine" --name one --input '{"n": 21}' --query executionArn)
expect run "$(ended "$run")" SUCCEEDED
expect output "$(value describe-execution --execution-arn "$run" --query output)" '{"twice":42}'
expect history "$(value get-execution-history --execution-arn "$run" --reverse-order --no-paginate --max-results 1 --query 'events[0].type')" ExecutionSucceeded
expect machine-of-run "$(value describe-state-machine-for-execution --execution-arn "$run" --query name)" "$name"
refused ExecutionAlreadyExists start-execution --state-machine-arn "$machine" --name one --input '{"n": 1}'

version=$(value publish-state-machine-version --state-machine-arn "$machine" --query stateMachineVersionArn)
alias=$(value create-state-machine-alias --name live --routing-configuration "stateMachineVersionArn=$version,weight=100" --query stateMachineAliasArn)
expect alias "$(value describe-state-machine-alias --state-machine-alias-arn "$alias" --query name)" live
sfn update-state-machine-alias --state-machine-alias-arn "$alias" --description "what runs" > /dev/null
expect aliases "$(value list-state-machine-aliases --state-machine-arn "$machine" --query 'stateMachineAliases[].stateMachineAliasArn')" "$alias"
expect versions "$(value list-state-machine-versions --state-machine-arn "$machine" --query 'stateMachineVersions[].stateMachineVersionArn')" "$version"
expect by-alias "$(ended "$(value start-execution --state-machine-arn "$alias" --input '{"n": 1}' --query executionArn)")" SUCCEEDED

sfn update-state-machine --state-machine-arn "$machine" --definition "$wait" > /dev/null
waiting=$(value start-execution --state-machine-arn "$machine" --query executionArn)
expect running "$(value list-executions --state-machine-arn "$machine" --status-filter RUNNING --query 'executions[].executionArn')" "$waiting"
sfn stop-execution --execution-arn "$waiting" --error Enough --cause "walked away" > /dev/null
expect stopped "$(ended "$waiting")" ABORTED
sfn redrive-execution --execution-arn "$waiting" > /dev/null
expect redriven "$(value describe-execution --execution-arn "$waiting" --query '[status,redriveCount]')" "RUNNING	1"
sfn stop-execution --execution-arn "$waiting" > /dev/null

asker=$(value create-state-machine --name "$name-callback" --definition "$callback" --role-arn $role --query stateMachineArn)
token_of() {
    local parameters=
    while [ -z "$parameters" ] || [ "$parameters" = None ]; do
        parameters=$(value get-execution-history --execution-arn "$1" --query "events[?type=='TaskScheduled'].taskScheduledEventDetails.parameters | [0]")
    done
    printf %s "$parameters" | sed 's/.*"token":"\([^"]*\)".*/\1/'
}
asking=$(value start-execution --state-machine-arn "$asker" --input "\"$machine\"" --query executionArn)
token=$(token_of "$asking")
sfn send-task-heartbeat --task-token "$token"
sfn send-task-success --task-token "$token" --task-output '"yes"'
expect answered "$(ended "$asking")" SUCCEEDED
refused TaskTimedOut send-task-success --task-token "$token" --task-output '"again"'
asking=$(value start-execution --state-machine-arn "$asker" --input "\"$machine\"" --query executionArn)
sfn send-task-failure --task-token "$(token_of "$asking")" --error Refused --cause "no"
expect refused "$(ended "$asking")" FAILED

sfn delete-state-machine-alias --state-machine-alias-arn "$alias"
sfn delete-state-machine-version --state-machine-version-arn "$version"
sfn delete-state-machine --state-machine-arn "$machine"
sfn delete-state-machine --state-machine-arn "$asker"
refused StateMachineDoesNotExist describe-state-machine --state-machine-arn "$machine"
echo "all calls answered as expected"
