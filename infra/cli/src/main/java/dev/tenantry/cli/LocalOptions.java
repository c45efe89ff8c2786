package dev.tenantry.cli;

import dev.tenantry.cli.option.FaultOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for running the system on this machine. */
final class LocalOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the page, the HTTP API and the WebSocket; 0: a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--aws-port",
            paramLabel = "N",
            defaultValue = "4566",
            description = "Port of the AWS endpoints; 0: a free one. Default: ${DEFAULT-VALUE}")
    private int awsPort;

    @Option(
            names = "--twilio-port",
            paramLabel = "N",
            defaultValue = "8090",
            description = "Port of the Twilio simulator; 0: a free one. Default: ${DEFAULT-VALUE}")
    private int twilioPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the data, the simulator's too, in this directory. Default: in memory, gone at the end")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Divide every simulated delay by this, e.g. 1000 to see weeks of review pass in minutes. "
                    + "Default: ${DEFAULT-VALUE}")
    private double speed;

    @Option(
            names = "--review-speed",
            paramLabel = "N",
            defaultValue = "86400",
            description =
                    "Divide the time that Twilio's reviews take by this besides; 86400 makes a second of a day, 1 "
                            + "leaves the days as they are. Default: ${DEFAULT-VALUE}")
    private double reviewSpeed;

    @Option(
            names = "--faults",
            paramLabel = "MIX",
            converter = FaultOptions.Converter.class,
            description = {
                "What goes wrong with the simulated Twilio: 5%% spreads so many failures over all requests, and lets "
                        + "lists lag up to 5 s; or each by its own share, e.g. timeout=5%%,500=5%%,429=5%%,drop=5%%,"
                        + "slow=1%%,malformed=1%%,html=1%%,sold=10%%,lag=5s,seed=7. Default: nothing"
            })
    private FaultOptions faults = FaultOptions.NONE;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            defaultValue = "${env:TENANTRY_HOME:-.}/template.yaml",
            description = "The template to run. Default: the project's own")
    private Path template;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the template; may be given more than once. Default: as the template says")
    private Map<String, String> parameters = new LinkedHashMap<>();

    Path template() {
        return template;
    }

    Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    int port() {
        return port;
    }

    int awsPort() {
        return awsPort;
    }

    int twilioPort() {
        return twilioPort;
    }

    Optional<Path> data() {
        return data;
    }

    FaultOptions faults() {
        return faults;
    }

    double speed() {
        return positive("--speed", speed);
    }

    double reviewSpeed() {
        return positive("--review-speed", reviewSpeed);
    }

    private double positive(String option, double value) {
        if (!(value > 0)) {
            throw new ParameterException(spec.commandLine(), option + " must be greater than 0");
        }
        return value;
    }
}
