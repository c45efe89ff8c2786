package dev.tenantry.stepfunctions.api;

import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/** The ARNs of one account in one region. */
final class Arns {
    private static final Pattern NAME = Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]+");
    private static final int MAX_NAME = 80;

    private final String region;
    private final String account;

    Arns(String region, String account) {
        this.region = region;
        this.account = account;
    }

    String stateMachine(String name) {
        return "arn:aws:states:" + region + ":" + account + ":stateMachine:" + name;
    }

    /** The ARN of an execution of an EXPRESS machine; its name may be used again, so its last part makes it unique. */
    String expressExecution(String machine, String name, UUID unique) {
        return "arn:aws:states:" + region + ":" + account + ":express:" + machine + ":" + name + ":" + unique;
    }

    String execution(String machine, String name) {
        return "arn:aws:states:" + region + ":" + account + ":execution:" + machine + ":" + name;
    }

    /** Checks the name of a machine or an execution. Source: API reference, CreateStateMachine, parameter "name". */
    static String name(String name) {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw ApiException.invalidName(name);
        }
        return name;
    }

    /** A state machine's ARN, perhaps with a version or an alias after it. */
    record MachineArn(String machine, String qualifier) {
        boolean qualified() {
            return !qualifier.isEmpty();
        }

        boolean version() {
            return qualifier.chars().allMatch(Character::isDigit);
        }
    }

    static MachineArn machine(String arn) {
        String[] parts = parts(arn, "stateMachine", 7);
        String machine = String.join(":", Arrays.copyOf(parts, 7));
        return new MachineArn(machine, parts.length > 7 ? parts[7] : "");
    }

    static String executionArn(String arn) {
        parts(arn, "execution", 8);
        return arn;
    }

    private static String[] parts(String arn, String type, int count) {
        String[] parts = arn.split(":", -1);
        if (!arn.startsWith("arn:")) {
            throw ApiException.invalidArn("Invalid ARN prefix: " + arn);
        }
        if (parts.length < 7 || !parts[2].equals("states")) {
            throw ApiException.invalidArn("Invalid ARN: " + arn);
        }
        if (!parts[5].equals(type)) {
            throw ApiException.invalidArn("Resource type not valid in this context: " + parts[5]);
        }
        if (parts.length < count || parts.length > 8) {
            throw ApiException.invalidArn("Invalid ARN: " + arn);
        }
        return parts;
    }
}
