package dev.tenantry.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Consent;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.job.SubaccountChoice;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SipTrunk;
import dev.tenantry.core.plan.SpendAlarm;
import dev.tenantry.core.plan.TollFreeVerification;
import dev.tenantry.core.plan.Voice;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobJsonTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void readsWhatItWrote() throws Exception {
        for (var seed = 0; seed < 500; seed++) {
            var job = new Jobs(new Random(seed)).job();

            var text = Json.write(JobJson.writeWhole(job));

            assertThat(JobJson.read(Json.parse(text))).as("seed %d", seed).isEqualTo(job);
        }
    }

    /** The names are those of the HTTP contract. */
    @Test
    void writesTheContractsNames() {
        var json = JobJson.write(new Jobs(new Random(1)).job());

        assertThat(names(json))
                .contains(
                        "id",
                        "orgId",
                        "status",
                        "usable",
                        "version",
                        "progress",
                        "plan",
                        "steps",
                        "executions",
                        "rollback",
                        "simulated",
                        "createdBy",
                        "createdAt",
                        "updatedAt");
        assertThat(names(json.get("progress"))).containsExactly("percent", "completedSteps", "totalSteps");
        assertThat(names(json.get("steps").get(0)))
                .contains("name", "title", "group", "status", "message", "attempt", "resources");
    }

    @Test
    void masksWhoLivesAtTheEmergencyAddress() {
        var plan = new Plan(
                Optional.empty(),
                List.of(),
                Messaging.NOWHERE,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(new EmergencyAddress("Jo Doe", "1 Market St", "San Francisco", "CA", "94105", "US")),
                Optional.empty());
        var job = Job.create(
                JobId.next(), new OrgId("acme"), plan, new Execution("one", "arn:one"), true, "operator", START);

        assertThat(Json.write(JobJson.write(job)))
                .doesNotContain("Jo Doe", "Market")
                .contains("San Francisco");
        assertThat(Json.write(EventJson.snapshot(job))).doesNotContain("Jo Doe", "Market");
    }

    @Test
    void readsWhenAJobWasStartedThatWasStoredBeforeItSaidSo() {
        var json = JobJson.writeWhole(new Jobs(new Random(7)).job());
        json.remove("startedAt");
        json.set("rollback", json.nullNode());

        assertThat(JobJson.read(json).startedAt()).isEqualTo(JobJson.read(json).createdAt());
        json.putObject("rollback")
                .put("numbers", "release")
                .put("closeAccount", false)
                .put("startedAt", "2026-11-23T10:00:00.000Z");
        assertThat(JobJson.read(json).startedAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
    }

    @Test
    void writesTimesWithMilliseconds() {
        assertThat(Json.time(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(Json.time(Instant.parse("2026-11-22T10:00:00.120456Z"))).isEqualTo("2026-11-22T10:00:00.120Z");
    }

    private static List<String> names(JsonNode json) {
        return json.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Any jobs, whether they make sense or not. */
    private record Jobs(Random random) {
        Job job() {
            var rollback = maybe(() -> new Rollback(any(Rollback.Numbers.values()), random.nextBoolean()));
            return new Job(
                    JobId.next(),
                    new OrgId("acme"),
                    any(JobStatus.values()),
                    random.nextLong(Long.MAX_VALUE),
                    plan(),
                    Arrays.stream(StepName.values()).map(this::step).toList(),
                    list(i -> new Execution("job-r" + i, "arn:aws:states:us-east-1:111122223333:execution:p:r" + i)),
                    maybe(() -> random.nextBoolean()
                            ? new SubaccountChoice.Adopt("AC" + "0".repeat(32))
                            : new SubaccountChoice.Create()),
                    new Consent(random.nextBoolean(), random.nextBoolean()),
                    rollback,
                    time(),
                    random.nextBoolean(),
                    text(),
                    time(),
                    time(),
                    maybe(this::time));
        }

        private Step step(StepName name) {
            return new Step(
                    name,
                    any(StepStatus.values()),
                    text(),
                    random.nextInt(5),
                    maybe(this::time),
                    maybe(this::time),
                    list(i -> new Resource("phone-number", "PN" + i)),
                    maybe(this::error),
                    maybe(() -> new AwaitedReview(text(), text(), time())));
        }

        private StepError error() {
            return new StepError(
                    text(),
                    text(),
                    text(),
                    random.nextBoolean(),
                    maybe(() -> new StepError.Upstream("twilio", random.nextInt(100_000), text())));
        }

        private NumberGroup numbers() {
            return new NumberGroup(
                    "US", any(NumberType.values()), maybe(() -> "415"), 1 + random.nextInt(9), random.nextBoolean());
        }

        private Plan plan() {
            var tenant = new Plan(
                    maybe(this::text),
                    list(_ -> numbers()),
                    new Messaging(maybe(this::url), maybe(this::url), maybe(this::text)),
                    maybe(() -> new Voice(url(), maybe(this::url))),
                    random.nextBoolean(),
                    maybe(() -> new SipTrunk(URI.create("sip:pbx.example"))),
                    maybe(() -> new EmergencyAddress(text(), text(), text(), text(), text(), "US")),
                    maybe(() -> new SpendAlarm(
                            BigDecimal.valueOf(1 + random.nextInt(100_000), 2), any(SpendAlarm.Period.values()))));
            return tenant.withRegistrations(maybe(BusinessId::next), maybe(this::a2p), maybe(this::verification));
        }

        private A2p a2p() {
            var campaign = new A2p.Campaign(
                    text(),
                    text(),
                    text(),
                    list(_ -> text()),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    url(),
                    url());
            return new A2p(new A2p.Brand(random.nextBoolean(), random.nextBoolean()), campaign);
        }

        private TollFreeVerification verification() {
            return new TollFreeVerification(
                    list(_ -> text()), text(), text(), list(_ -> url()), text(), text(), url(), url());
        }

        private URI url() {
            return URI.create("https://acme.example/" + random.nextInt(100));
        }

        private Instant time() {
            return START.plusMillis(random.nextInt(1_000_000_000));
        }

        private String text() {
            return List.of("", "Working", "\"quoted\"\n", "Zürich €", "\u0000\ud83d\udcde")
                    .get(random.nextInt(5));
        }

        private <T> T any(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private <T> Optional<T> maybe(Supplier<T> value) {
            return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
        }

        private <T> List<T> list(Function<Integer, T> element) {
            return IntStream.range(0, random.nextInt(4)).boxed().map(element).toList();
        }
    }
}
