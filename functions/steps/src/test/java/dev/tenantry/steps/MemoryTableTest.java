package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.OrgId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole tenant's rise and fall leaves the same behind in DynamoDB Local and in its stand-in. */
class MemoryTableTest {
    @RegisterExtension
    final StepTestFixture inDynamoDb = new StepTestFixture();

    @RegisterExtension
    final StepTestFixture inMemory = StepTestFixture.inMemory();

    @Test
    void holdsTheSameItemsAsDynamoDbWhenATenantIsProvisionedAndRolledBack() {
        assertThat(itemsAfterAWholeLife(inMemory)).hasSizeGreaterThan(30).isEqualTo(itemsAfterAWholeLife(inDynamoDb));
    }

    /** Each item's key, the job's id aside, and the names of its attributes. */
    private static Map<String, Set<String>> itemsAfterAWholeLife(StepTestFixture rig) {
        var id = rig.newJob(new OrgId("acme"), StepTestFixture.EVERYTHING);
        rig.provision(id);
        rig.rollBack(id, Rollback.DEFAULT);
        rig.undoAll(id);
        var items = new TreeMap<String, Set<String>>();
        for (var item : rig.items()) {
            var key = item.get("PK").s() + " " + item.get("SK").s();
            items.put(key.replace(id.value(), "job"), new TreeSet<>(item.keySet()));
        }
        return items;
    }
}
