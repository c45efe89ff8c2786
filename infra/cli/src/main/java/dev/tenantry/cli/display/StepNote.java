package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Step;
import dev.tenantry.cli.api.Step.WaitingFor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Note that is shown beside a step's status. */
final class StepNote {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final Clock clock;

    /** @param clock tells today, and the time zone for all times */
    StepNote(Clock clock) {
        this.clock = clock;
    }

    /** Whom it waits for, its message, and its attempt when it is not the first. */
    String of(Step step) {
        var waiting = step.waitingFor().map(this::waiting).orElse("");
        var attempt = step.attempt() > 1 ? "(attempt " + step.attempt() + ")" : "";
        var said = (Style.clean(step.message()) + " " + attempt).strip();
        return Stream.of(waiting, said).filter(text -> !text.isEmpty()).collect(Collectors.joining(" · "));
    }

    private String waiting(WaitingFor whom) {
        return "waiting for " + Style.clean(whom.who()) + " since " + time(whom.since()) + ", usually "
                + Style.clean(whom.usually());
    }

    private String time(Instant since) {
        var local = since.atZone(clock.getZone());
        return (local.toLocalDate().equals(LocalDate.now(clock)) ? TIME : DAY).format(local);
    }
}
