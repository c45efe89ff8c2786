package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.elements;
import static dev.tenantry.cli.RunningSystem.json;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A crowd at once, through the public contracts: nothing is bought twice, no job is left behind, and every client ends
 * up with every version of its job. Once as it is, and once with a tenth of all DynamoDB transactions cancelled.
 */
@Tag("long")
@ParameterizedClass(name = "{0} of the transactions cancelled")
@ValueSource(doubles = {0, 0.1})
class ConcurrencyIT {
    /** Three times what it takes alone: other tests share the machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final double SPEED = 20;
    private static final int TRIGGERS = 100;
    private static final int ORGANISATIONS = 100;
    private static final long NUMBERS_OF_THE_DEFAULT_PLAN = 2;

    private static RunningSystem system;
    private static HttpClient http;

    @Parameter
    private double conflicts;

    @BeforeParameterizedClassInvocation
    static void start(double conflicts) throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(SPEED).transactionConflicts(conflicts), PATIENCE);
        http = HttpClient.newHttpClient();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        http.shutdownNow();
        system.close();
    }

    @Test
    void aHundredTriggersOfOneOrganisationMakeOneJobAndOneSubaccount() {
        var begin = System.nanoTime();

        var answers = all(IntStream.range(0, TRIGGERS).mapToObj(_ -> trigger("wanted")));

        var byStatus = answers.stream().collect(groupingBy(HttpResponse::statusCode, counting()));
        assertThat(byStatus).isEqualTo(Map.of(202, 1L, 409, TRIGGERS - 1L));
        var job = system.ended(system.latest("wanted").get("id").textValue());
        assertThat(answers.stream().map(ConcurrencyIT::link))
                .containsOnly("/v1/provisioning-jobs/" + job.get("id").textValue());
        assertThat(RunningSystem.status(job)).isEqualTo("COMPLETE");
        assertThat(accounts()).containsEntry("wanted", 1L);
        System.out.printf(
                "%d triggers of one organisation, %.0f %% of the transactions cancelled: %.1f s%n",
                TRIGGERS, conflicts * 100, secondsSince(begin));
    }

    @Test
    void aHundredOrganisationsAtOnceAreAllProvisionedAndEveryClientHearsEveryVersion() {
        var orgs = IntStream.range(0, ORGANISATIONS)
                .mapToObj("crowd-%03d"::formatted)
                .toList();
        var early = all(orgs.stream().map(org -> LiveClient.ofOrg(http, system, org)));
        var begin = System.nanoTime();
        var jobs = all(orgs.stream().map(ConcurrencyIT::trigger)).stream()
                .map(RunningSystem::accepted)
                .toList();
        var late = all(jobs.stream().map(job -> LiveClient.ofJob(http, system, job)));
        var clients = Stream.concat(early.stream(), late.stream()).toList();
        await().atMost(PATIENCE).until(() -> {
            clients.forEach(LiveClient::tick);
            return clients.stream().allMatch(LiveClient::hasSeenTheEnd);
        });
        var seconds = secondsSince(begin);

        for (var client : clients) {
            assertThat(client.status()).isEqualTo("COMPLETE");
            assertThat(client.versions()).isEqualTo(versionsOf(client.jobId()));
        }
        assertThat(numbersOf(orgs))
                .isEqualTo(orgs.stream().collect(toMap(identity(), _ -> NUMBERS_OF_THE_DEFAULT_PLAN)));
        System.out.printf(
                "%d organisations at once, %.0f %% of the transactions cancelled: %.1f s,"
                        + " %d clients heard %d updates, %d of them again, asked %d times for what they had missed, and"
                        + " subscribed %d times again%n",
                ORGANISATIONS,
                conflicts * 100,
                seconds,
                clients.size(),
                sum(clients, LiveClient::frames),
                sum(clients, LiveClient::repeats),
                sum(clients, LiveClient::refetches),
                sum(clients, LiveClient::resubscriptions));
        clients.forEach(LiveClient::abort);
    }

    private static CompletableFuture<HttpResponse<String>> trigger(String org) {
        var request = system.request("/v1/orgs/" + org + "/provisioning-jobs")
                .POST(BodyPublishers.noBody())
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** Where an answer says that the job is, its own or the one that stands in the way. */
    private static String link(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseGet(() -> json(answer.body()).required("existingJob").textValue());
    }

    private static Map<String, Long> accounts() {
        return elements(system.twilio("state").get("accounts"))
                .collect(groupingBy(account -> account.get("friendlyName").textValue(), counting()));
    }

    /** How many numbers the subaccounts of each of these names have together. */
    private static Map<String, Long> numbersOf(List<String> orgs) {
        var state = system.twilio("state");
        var names = elements(state.get("accounts"))
                .collect(toMap(account -> account.get("sid").textValue(), account -> account.get("friendlyName")
                        .textValue()));
        return elements(state.get("numbers"))
                .map(number -> names.get(number.get("accountSid").textValue()))
                .filter(orgs::contains)
                .collect(groupingBy(identity(), counting()));
    }

    private static List<Long> versionsOf(String jobId) {
        var last = system.job(jobId).get("version").longValue();
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static int sum(List<LiveClient> clients, ToIntFunction<LiveClient> figure) {
        return clients.stream().mapToInt(figure).sum();
    }

    private static <T> List<T> all(Stream<CompletableFuture<T>> futures) {
        return futures.toList().stream().map(CompletableFuture::join).toList();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
