package dev.tenantry.twilio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.twilio.simulator.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a data directory, everything is there again after a restart. */
class PersistenceTest {
    private static final String ACCOUNTS = "api.twilio.com/2010-04-01/Accounts.json";

    @TempDir
    private Path directory;

    private TwilioSimulator start() throws IOException {
        return TwilioSimulator.builder()
                .speed(Double.POSITIVE_INFINITY)
                .dataDirectory(directory)
                .start();
    }

    private static String numbersOf(String sid) {
        return "api.twilio.com/2010-04-01/Accounts/" + sid + "/IncomingPhoneNumbers.json";
    }

    @Test
    void accountsTokensNumbersAndSoldOnesSurvive() throws Exception {
        RawClient.Answer account;
        RawClient.Answer number;
        try (var simulator = start();
                var parent = RawClient.ofParent(simulator)) {
            account = parent.post(ACCOUNTS, "FriendlyName", "kept");
            number = parent.post(numbersOf(account.text("sid")), "AreaCode", "415");
        }
        try (var simulator = start();
                var own = new RawClient(simulator.baseUrl(), account.text("sid"), account.text("auth_token"));
                var parent = RawClient.ofParent(simulator)) {
            var listed = own.get(numbersOf(account.text("sid"))).json().at("/incoming_phone_numbers/0");
            assertThat(listed).isEqualTo(number.json());
            assertThat(parent.post(numbersOf(simulator.accountSid()), "PhoneNumber", number.text("phone_number"))
                            .code())
                    .isEqualTo(21422);
            assertThat(parent.post(ACCOUNTS).text("sid")).isNotEqualTo(account.text("sid"));
        }
    }

    @Test
    void aLineThatACrashCutShortIsDroppedAndNothingElse() throws Exception {
        try (var simulator = start();
                var parent = RawClient.ofParent(simulator)) {
            parent.post(ACCOUNTS, "FriendlyName", "before the crash");
        }
        Files.writeString(directory.resolve("journal.jsonl"), "[{\"table\":\"acc", StandardOpenOption.APPEND);

        try (var simulator = start();
                var parent = RawClient.ofParent(simulator)) {
            assertThat(parent.get(ACCOUNTS).json().get("accounts")).hasSize(2);
        }
    }

    @Test
    void aDirectoryIsForOneSimulatorAtATime() throws Exception {
        try (var first = start()) {
            assertThat(first.baseUrl()).isNotNull();
            assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("another simulator");
        }
        start().close();
    }

    @Test
    void aDamagedJournalIsNotTakenForWhole() throws Exception {
        Files.writeString(directory.resolve("journal.jsonl"), "rubbish\n[]\n");
        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("damaged at line 1");
    }
}
