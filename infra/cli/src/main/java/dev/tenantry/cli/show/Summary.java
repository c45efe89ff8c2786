package dev.tenantry.cli.show;

import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.Step;
import java.util.ArrayList;
import java.util.List;

/** The last words on a job that has ended: how, after how long, and for whatever failed why and what to do. */
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
        lines.addAll(failures(job));
        return lines;
    }

    /** Why the steps failed that did. */
    List<String> failures(Job job) {
        return job.steps().stream().flatMap(step -> failure(step).stream()).toList();
    }

    private List<String> failure(Step step) {
        return step.error()
                .map(error -> {
                    var lines = new ArrayList<String>();
                    lines.add("  " + style.toned(Status.Tone.BAD, step.title() + ": " + Style.clean(error.message())));
                    error.upstream()
                            .ifPresent(upstream -> lines.add("    Cause: " + upstream.provider() + " error "
                                    + upstream.code() + ", " + Style.clean(upstream.moreInfo())));
                    lines.add("    Next:  " + Style.clean(error.nextAction()));
                    return List.copyOf(lines);
                })
                .orElse(List.of());
    }
}
