package dev.tenantry.stepfunctions.api;

import dev.tenantry.stepfunctions.store.MachineRecord;
import dev.tenantry.stepfunctions.store.MachineRecord.Alias;
import dev.tenantry.stepfunctions.store.MachineRecord.Route;
import dev.tenantry.stepfunctions.store.MachineRecord.Version;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Target of StartExecution: a machine as it is, one of its versions, or whatever an alias points to.
 *
 * @param versionArn the version, when one was named or an alias chose it
 * @param aliasArn the alias, when one was named
 */
record StartTarget(
        MachineRecord machine,
        String definition,
        String roleArn,
        Optional<String> revisionId,
        Optional<String> versionArn,
        Optional<String> aliasArn) {
    /**
     * Finds it.
     *
     * @param random chooses between the versions of an alias
     */
    static StartTarget find(Machines machines, String arn, LongSupplier random) {
        Arns.MachineArn parsed = Arns.machine(arn);
        MachineRecord machine = machines.get(parsed.machine());
        if (!parsed.qualified()) {
            return new StartTarget(
                    machine,
                    machine.definition(),
                    machine.roleArn(),
                    machine.revisionId(),
                    Optional.empty(),
                    Optional.empty());
        }
        Optional<Alias> alias = machine.alias(parsed.qualifier());
        String number = alias.map(each -> choose(each, random)).orElse(parsed.qualifier());
        Version version = machine.version(number).orElseThrow(() -> ApiException.noStateMachine(arn));
        return new StartTarget(
                machine,
                version.definition(),
                version.roleArn(),
                version.revisionId(),
                Optional.of(VersionOperations.arn(machine, version)),
                alias.map(_ -> arn));
    }

    private static String choose(Alias alias, LongSupplier random) {
        long drawn = Math.floorMod(random.getAsLong(), 100);
        int sum = 0;
        for (Route route : alias.routes()) {
            sum += route.weight();
            if (drawn < sum) {
                return String.valueOf(route.version());
            }
        }
        throw new IllegalStateException("the weights of an alias add up to 100");
    }
}
