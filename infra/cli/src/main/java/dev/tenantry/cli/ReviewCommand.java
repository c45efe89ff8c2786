package dev.tenantry.cli;

import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.ProvisioningApi;
import dev.tenantry.cli.api.Simulator;
import dev.tenantry.cli.api.Simulator.Outcome;
import dev.tenantry.cli.api.Simulator.Review;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code review}: shows what the simulated Twilio reviews, and decides it. */
@Command(
        name = "review",
        header = "Show what the simulated Twilio reviews of an organisation, or decide it. On this machine only.",
        description = {
            "",
            "Stands in for the people who review at Twilio and at the carriers, so it speaks to the simulator of \"up\" "
                    + "and never to Twilio, whose reviews nobody can decide from outside."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning review acme",
            "  infra/provisioning review acme --approve",
            "  infra/provisioning review acme HH0123456789abcdef0123456789abcdef --reject 30513"
        })
final class ReviewCommand implements Callable<Integer> {
    static final String ENDPOINT = "--twilio-endpoint";

    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ORG", description = "The organisation's id.")
    private String orgId;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SID",
            description = "What to decide; may be left out when only one review is open.")
    private Optional<String> sid = Optional.empty();

    @Option(names = "--approve", description = "End the review well.")
    private boolean approve;

    @Option(
            names = "--reject",
            paramLabel = "CODE",
            description = "End the review with a rejection of this code of Twilio's, e.g. 30896.")
    private Optional<Integer> reject = Optional.empty();

    @Option(
            names = ENDPOINT,
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8090",
            description = "Address of the simulator. Default: ${DEFAULT-VALUE}")
    private URI twilio;

    ReviewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var outcome = outcome();
        try (var http = ProvisioningApi.transport()) {
            var simulator = simulator(http);
            var open = simulator.openReviews(orgId);
            if (open.isEmpty()) {
                context.err().println("The simulated Twilio at " + twilio + " has no subaccount of " + orgId + ".");
                return ExitCode.FAILED;
            }
            if (outcome.isEmpty()) {
                show(open.get());
                return ExitCode.COMPLETE;
            }
            return decide(simulator, open.get(), outcome.get());
        }
    }

    private int decide(Simulator simulator, List<Review> open, Outcome outcome) throws Exception {
        var chosen = open.stream()
                .filter(review -> sid.isEmpty() || sid.get().equals(review.sid()))
                .toList();
        if (chosen.isEmpty()) {
            context.err().println("No review of " + sid.orElse(orgId) + " is open.");
            return ExitCode.FAILED;
        }
        if (chosen.size() > 1) {
            throw usage("Several reviews are open; say which: "
                    + chosen.stream().map(Review::sid).collect(Collectors.joining(", ")));
        }
        var review = chosen.getFirst();
        simulator.decide(review.sid(), outcome);
        context.say("The " + review.kind() + " " + review.sid() + " is "
                + (approve ? "approved." : "rejected with code " + reject.orElseThrow() + "."));
        return ExitCode.COMPLETE;
    }

    private void show(List<Review> open) {
        if (open.isEmpty()) {
            context.say("No review of " + orgId + " is open.");
        }
        open.forEach(review -> context.say(review.sid() + "  " + review.kind() + ", "
                + review.endsAt().map(end -> "ends at " + end).orElse("open until it is decided")));
    }

    private Optional<Outcome> outcome() {
        if (approve && reject.isPresent()) {
            throw usage("Give --approve or --reject, not both");
        }
        if (sid.isPresent() && !approve && reject.isEmpty()) {
            throw usage("Say what becomes of " + sid.get() + ": --approve or --reject CODE");
        }
        return approve ? Optional.of(Outcome.approval()) : reject.map(Outcome::rejection);
    }

    private Simulator simulator(HttpClient http) {
        try {
            return new Simulator(http, new Endpoint(twilio));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
