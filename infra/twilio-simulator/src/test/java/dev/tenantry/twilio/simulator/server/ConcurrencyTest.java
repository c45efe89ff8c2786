package dev.tenantry.twilio.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.RawClient;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Too many requests at once are refused (Twilio docs: error 20429), and the others are counted in a header. */
class ConcurrencyTest {
    private static final String ACCOUNTS = "api.twilio.com/2010-04-01/Accounts.json";

    @Test
    void anAccountHasItsLimit() throws Exception {
        try (var simulator = TwilioSimulator.builder()
                        .speed(2)
                        .maxConcurrentRequests(3)
                        .start();
                var parent = RawClient.ofParent(simulator);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<RawClient.Answer> create = () -> parent.post(ACCOUNTS);

            var answers = threads.invokeAll(Collections.nCopies(8, create)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(answers).extracting(RawClient.Answer::status).containsOnly(201, 429);
            for (var answer : answers) {
                if (answer.status() == 429) {
                    assertThat(answer.code()).isEqualTo(20429);
                } else {
                    var concurrent = answer.response().headers().firstValue("Twilio-Concurrent-Requests");
                    assertThat(Integer.parseInt(concurrent.orElseThrow())).isBetween(1, 3);
                }
            }
            var left = parent.get(ACCOUNTS);
            assertThat(left.response().headers().firstValue("Twilio-Concurrent-Requests"))
                    .hasValue("1");
        }
    }
}
