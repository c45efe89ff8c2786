package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.storage.CapacityMeter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the steps of a job of everything ask of DynamoDB, and what that consumes, as docs/cost.md has it. */
@Tag("long")
class JobCapacityTest {
    private final CapacityMeter meter = new CapacityMeter();

    @RegisterExtension
    final StepTestFixture fixture = StepTestFixture.metered(meter);

    @Test
    void aJobOfEverythingConsumesFewUnits() {
        var id = fixture.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING);

        fixture.run(id, StepGroup.TENANT.steps().toArray(StepName[]::new));
        fixture.run(fixture.complete(), id);

        System.out.printf(
                "The steps of a job of everything: %d requests, %.0f WRU, %.0f RRU%n",
                meter.requests(), meter.writes(), meter.reads());
        assertThat(meter.requests()).isLessThanOrEqualTo(90);
    }
}
