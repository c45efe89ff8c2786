package dev.tenantry.twilio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwilioSimulatorServerTest {
    @Test
    void argumentsBecomeSettings(@TempDir Path directory) throws Exception {
        var sid = "AC" + "b".repeat(32);
        var builder = TwilioSimulatorServer.parse(
                "--port",
                "0",
                "--speed",
                "50",
                "--review-speed",
                "1000",
                "--seed",
                "9",
                "--account-sid",
                sid,
                "--auth-token",
                "t",
                "--data",
                directory.toString());
        try (var simulator = builder.start()) {
            assertThat(simulator.accountSid()).isEqualTo(sid);
            assertThat(simulator.authToken()).isEqualTo("t");
            assertThat(directory.resolve("journal.jsonl")).exists();
        }
    }

    @Test
    void otherArgumentsAreRefused() {
        assertThatThrownBy(() -> TwilioSimulatorServer.parse("--prot", "1")).hasMessage("unknown option --prot");
        assertThatThrownBy(() -> TwilioSimulatorServer.parse("--port")).hasMessage("no value for --port");
    }
}
