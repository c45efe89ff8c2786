package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The last words on a job: how it ended or stands, after how long, and for whatever failed why and what to do. */
final class Summary {
    private final Style style;

    Summary(Style style) {
        this.style = style;
    }

    List<String> lines(Job job) {
        var lines = new ArrayList<String>();
        lines.add("Job " + job.id() + " "
                + style.toned(job.status().tone(), job.status().word())
                + (job.status().equals(Status.COMPLETE) ? " in " : " after ") + Style.text(job.age(job.updatedAt()))
                + (job.simulated() ? " (simulated: nothing was bought)" : ""));
        if (job.status().equals(Status.WAITING)) {
            lines.add("  The tenant is usable. Reviews by others are open; the job continues by itself:");
            lines.add("    infra/provisioning watch " + job.id());
        }
        lines.addAll(failures(job.steps()));
        return lines;
    }

    /** Whether a registration has failed, in a job that may still run. */
    static boolean isRejected(Step step) {
        return step.status().equals(Status.FAILED) && !step.group().equals(Step.TENANT);
    }

    /** Why the steps failed that did. */
    List<String> failures(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.error().stream()
                        .flatMap(error -> Stream.concat(
                                Stream.of("  "
                                        + style.toned(
                                                Status.Tone.BAD, step.title() + ": " + Style.clean(error.message()))),
                                reasons(step).stream())))
                .toList();
    }

    /** What lies behind a failure, and what to do. */
    List<String> reasons(Step step) {
        return step.error()
                .map(error -> {
                    var lines = new ArrayList<String>();
                    error.upstream()
                            .ifPresent(upstream -> lines.add("    Cause: " + upstream.provider() + " error "
                                    + upstream.code() + ", " + Style.clean(upstream.moreInfo())));
                    lines.add("    Next:  " + Style.clean(error.nextAction()));
                    return List.copyOf(lines);
                })
                .orElse(List.of());
    }
}
