package dev.tenantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Benchmark of a job's duration: the time from its creation to its end, divided by the longest path of simulated delays
 * through the state machine. The plan is the default one, the delays are as long as Twilio's.
 */
final class Makespan {
    private static final double TARGET = 1.15;
    private static final int WARM_UP = 5;
    private static final int RUNS = 20;
    private static final long POLL_MILLIS = 100;

    private final Web api;
    private final Web twilio;
    private final JsonNode machine;

    private Makespan(Web api, Web twilio, JsonNode machine) {
        this.api = api;
        this.twilio = twilio;
        this.machine = machine;
    }

    /** A job that was measured, and its critical path. */
    private record Run(Provisioning job, CriticalPath path) {
        double ratio() {
            return job.millis() / path.length();
        }

        /** What no step of the critical path accounts for. */
        double between() {
            return job.millis()
                    - path.states().stream()
                            .mapToDouble(state -> job.step(state).millis())
                            .sum();
        }
    }

    /**
     * Provisions organisations one after the other, and prints the figures.
     *
     * @param root the project's directory
     * @return whether the target is met
     */
    static boolean measure(Path root) throws IOException, InterruptedException {
        var definition = root.resolve("statemachine/provisioning.asl.json").toFile();
        try (var system = LocalSystem.start(root);
                var http = HttpClient.newHttpClient()) {
            var benchmark = new Makespan(
                    Web.api(http, system.api()),
                    new Web(http, system.twilio()),
                    new ObjectMapper().readTree(definition));
            for (int i = 1; i <= WARM_UP; i++) {
                benchmark.provision("warm-up-" + i);
            }
            var runs = new ArrayList<Run>();
            for (int i = 1; i <= RUNS; i++) {
                runs.add(benchmark.provision("run-" + i));
            }
            return report(runs);
        }
    }

    private Run provision(String org) throws IOException, InterruptedException {
        twilio.delete("/_simulator/requests");
        var id = api.post("/v1/orgs/" + org + "/provisioning-jobs")
                .required("id")
                .textValue();
        var job = api.get("/v1/provisioning-jobs/" + id);
        while (!job.has("endedAt")) {
            Thread.sleep(POLL_MILLIS);
            job = api.get("/v1/provisioning-jobs/" + id);
        }
        var requests = twilio.get("/_simulator/requests").required("requests");
        var measured = Provisioning.of(job, Provisioning.elements(requests).toList());
        var path = CriticalPath.of(machine, state -> measured.step(state).twilioMillis());
        return new Run(measured, path);
    }

    private static boolean report(List<Run> runs) {
        var ratio = sample(runs, Run::ratio);
        System.out.printf("%d jobs of the default plan, one after the other, at speed 1%n", runs.size());
        System.out.printf("%-40s %8s %8s %8s%n", "", "least", "median", "most");
        line("job, ms", "%8.0f", sample(runs, run -> run.job().millis()));
        line("critical path of Twilio's delays, ms", "%8.0f", sample(runs, run -> run.path()
                .length()));
        line("job ÷ critical path", "%8.3f", ratio);
        System.out.printf("%n%-40s %8s %8s %8s%n", "medians, ms; * on the critical path", "took", "Twilio", "ours");
        runs.getFirst().job().steps().keySet().forEach(state -> step(state, runs));
        System.out.printf(
                "%-40s %8.0f%n",
                "* before, between and after the steps",
                sample(runs, Run::between).median());
        return TargetCheck.print("median of job ÷ critical path", ratio.median(), TARGET);
    }

    private static void line(String name, String format, Sample sample) {
        System.out.printf(
                "%-40s " + String.join(" ", format, format, format) + "%n",
                name,
                sample.least(),
                sample.median(),
                sample.most());
    }

    private static void step(String state, List<Run> runs) {
        var took = sample(runs, run -> run.job().step(state).millis()).median();
        var twilio = sample(runs, run -> run.job().step(state).twilioMillis()).median();
        var ours = sample(runs, run -> run.job().step(state).ownMillis()).median();
        var mark = runs.getFirst().path().states().contains(state) ? "* " : "  ";
        System.out.printf("%-40s %8.0f %8.0f %8.0f%n", mark + state, took, twilio, ours);
    }

    private static Sample sample(List<Run> runs, ToDoubleFunction<Run> figure) {
        return new Sample(runs.stream().map(figure::applyAsDouble).toList());
    }
}
