package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goes through the API with AWS's own clients, over HTTP. */
class WalkIT {
    private static final Path WALK = Path.of("walk");

    @Test
    void boto3FindsWhatItExpects() throws IOException, InterruptedException {
        assumeTrue(works("python3", "-c", "import boto3"), "boto3 is not installed");
        walk("python3", WALK.resolve("walk.py").toString());
    }

    /** The CLI takes half a second a call, so this is asked for with {@code -Dtest.jvm.flags=-Dwalk.cli=true}. */
    @Test
    void theCommandLineFindsWhatItExpects() throws IOException, InterruptedException {
        assumeTrue(Boolean.getBoolean("walk.cli"), "-Dwalk.cli=true is not set");
        assumeTrue(works("aws", "--version"), "the AWS CLI is not installed");
        walk("bash", WALK.resolve("walk.sh").toString());
    }

    private static void walk(String interpreter, String script) throws IOException, InterruptedException {
        try (StepFunctions engine = StepFunctions.builder().build();
                var server = new StepFunctionsServer(engine, 0)) {
            Process process = new ProcessBuilder(
                            interpreter, script, server.endpoint().toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).contains("all calls answered as expected");
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
