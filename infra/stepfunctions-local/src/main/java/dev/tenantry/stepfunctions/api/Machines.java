package dev.tenantry.stepfunctions.api;

import dev.tenantry.stepfunctions.store.MachineRecord;
import dev.tenantry.stepfunctions.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The state machines by their ARN; every change is stored before it is seen. */
final class Machines {
    private final Store store;
    private final Map<String, MachineRecord> byArn = new ConcurrentHashMap<>();

    Machines(Store store) {
        this.store = store;
        store.machines().forEach(machine -> byArn.put(machine.arn(), machine));
    }

    Optional<MachineRecord> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    MachineRecord get(String arn) {
        return find(arn).orElseThrow(() -> ApiException.noStateMachine(arn));
    }

    List<MachineRecord> all() {
        return byArn.values().stream()
                .sorted(Comparator.comparing(MachineRecord::name))
                .toList();
    }

    void put(MachineRecord machine) {
        store.put(machine);
        byArn.put(machine.arn(), machine);
    }

    void remove(String arn) {
        store.removeMachine(arn);
        byArn.remove(arn);
    }
}
