package dev.tenantry.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.cli.api.Sender;
import dev.tenantry.cli.api.Sender.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SenderTableTest {
    @Test
    void sendersStandInRowsAndEachReasonOnce() {
        var waiting = List.of(
                waiting("us-sms"),
                waiting("us-mms"),
                new Verdict(
                        "voice",
                        "ready",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        var senders = List.of(
                new Sender("+14155550100", "PN1", waiting),
                new Sender(
                        "Acme",
                        "AI1",
                        List.of(
                                no("us-sms"),
                                no("us-mms"),
                                new Verdict(
                                        "voice",
                                        "no",
                                        Optional.empty(),
                                        Optional.of("A name cannot call."),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("Operator: call from a number.")))));

        assertThat(String.join("\n", SenderTable.lines(senders))).isEqualTo("""
                        sender        us-sms         us-mms         voice
                        +14155550100  not-yet 30034  not-yet 30034  ready
                        Acme          no 21612       no 21612       no

                        +14155550100 to us-sms, +14155550100 to us-mms:
                          It is under review. It waits for the carriers, usually 10 to 15 days.

                        Acme to us-sms, Acme to us-mms:
                          Names do not reach it. Operator: send from a number.

                        Acme to voice:
                          A name cannot call. Operator: call from a number.""");
    }

    private static Verdict waiting(String destination) {
        return new Verdict(
                destination,
                "not-yet",
                Optional.of(30034),
                Optional.of("It is under review."),
                Optional.of("the carriers"),
                Optional.of("10 to 15 days"),
                Optional.of("Nobody needs to act."));
    }

    private static Verdict no(String destination) {
        return new Verdict(
                destination,
                "no",
                Optional.of(21612),
                Optional.of("Names do not reach it."),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Operator: send from a number."));
    }
}
