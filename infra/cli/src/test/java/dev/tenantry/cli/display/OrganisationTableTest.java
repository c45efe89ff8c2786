package dev.tenantry.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.cli.api.Organisation;
import dev.tenantry.cli.api.Organisation.LastJob;
import dev.tenantry.cli.api.Organisation.Registration;
import dev.tenantry.cli.api.Organisation.Resource;
import dev.tenantry.cli.api.Organisation.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrganisationTableTest {
    private static final LastJob JOB = new LastJob("job_1", "WAITING", Instant.parse("2026-12-01T10:00:00Z"));

    @Test
    void anOrganisationIsShownWithItsResourcesAndWhoseTurnItsRegistrationsAre() {
        var organisation = new Organisation(
                "acme",
                Optional.of("Acme Ltd"),
                "usable",
                JOB,
                Optional.of("AC1"),
                List.of(),
                List.of(
                        new Resource("account", "account", Optional.of("AC1"), Optional.empty(), "recorded"),
                        new Resource(
                                "phone-number",
                                "phone-number-US-local-1",
                                Optional.of("PN1"),
                                Optional.of("+14155550100"),
                                "recorded"),
                        new Resource("trunk", "trunk", Optional.empty(), Optional.empty(), "outcome-unknown")),
                List.of(new Registration(
                        "campaign",
                        "campaign",
                        "in-review",
                        Optional.empty(),
                        Optional.of("the carriers' reviewers"),
                        Optional.empty(),
                        Optional.empty())));

        assertThat(String.join("\n", OrganisationTable.lines(organisation))).isEqualTo("""
                acme (Acme Ltd): usable
                Last job job_1: WAITING

                account       AC1  account
                phone-number  PN1  +14155550100
                trunk         -    trunk         outcome-unknown

                campaign  in-review  waits for the carriers' reviewers""");
    }

    @Test
    void aListHasALineForEachOrganisation() {
        var list = List.of(
                new Summary("acme", Optional.of("Acme Ltd"), "usable", JOB),
                new Summary("globex", Optional.empty(), "rolled-back", JOB));

        assertThat(OrganisationTable.lines(list))
                .containsExactly("acme    Acme Ltd  usable       job_1", "globex  -         rolled-back  job_1");
    }

    @Test
    void nothingOfANameControlsTheTerminal() {
        var list = List.of(new Summary("acme", Optional.of("a\u001b[31mb"), "usable", JOB));

        assertThat(OrganisationTable.lines(list).getFirst()).doesNotContain("\u001b");
    }
}
