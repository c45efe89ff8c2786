package dev.tenantry.stepfunctions.engine;

import dev.tenantry.stepfunctions.EngineClock;
import dev.tenantry.stepfunctions.interpreter.Command;
import dev.tenantry.stepfunctions.interpreter.Interpreter;
import dev.tenantry.stepfunctions.interpreter.Signal;
import dev.tenantry.stepfunctions.interpreter.Transition;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import dev.tenantry.stepfunctions.store.JournalEntry;
import dev.tenantry.stepfunctions.store.Store;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An execution with its mailbox. Signals are taken one at a time by a virtual thread that lives only as long as there
 * are any: waiting costs no thread.
 */
final class RunningExecution {
    private static final Logger LOG = LoggerFactory.getLogger(RunningExecution.class);

    /** A signal that gets its time when its turn comes, and who waits for it. */
    private record Mail(LongFunction<Signal> signal, CompletableFuture<Transition> done, Runnable work) {}

    private final ExecutionRecord record;
    private final Interpreter interpreter;
    private final Store store;
    private final EngineClock clock;
    private final Effects effects;
    private final Queue<Mail> mailbox = new ArrayDeque<>();
    private final Map<Long, Runnable> timers = new HashMap<>();
    private boolean draining;
    private int sequence;
    private long lastMillis;
    private volatile ExecutionView view;

    RunningExecution(ExecutionRecord record, Interpreter interpreter, Store store, EngineClock clock, Effects effects) {
        this.record = record;
        this.interpreter = interpreter;
        this.store = store;
        this.clock = clock;
        this.effects = effects;
        this.view = ExecutionView.of(record, interpreter);
    }

    ExecutionRecord record() {
        return record;
    }

    ExecutionView view() {
        return view;
    }

    /** Applies what was stored by an earlier process, without carrying anything out. */
    void replay(Iterable<JournalEntry> journal) {
        for (JournalEntry entry : journal) {
            interpreter.apply(entry.signal());
            lastMillis = entry.signal().timeMillis();
            sequence++;
        }
        view = ExecutionView.of(record, interpreter);
    }

    /** Carries out again what was not answered before a restart. */
    void resume() {
        synchronized (mailbox) {
            interpreter.outstanding().forEach(this::carryOut);
        }
    }

    /**
     * Puts a signal into the mailbox.
     *
     * @param signal makes the signal for a time in milliseconds since the epoch
     */
    void tell(LongFunction<Signal> signal) {
        put(new Mail(signal, new CompletableFuture<>(), clock.begin()));
    }

    /** Puts a signal into the mailbox, and waits until it and what it led to are stored. */
    Transition ask(LongFunction<Signal> signal) {
        var mail = new Mail(signal, new CompletableFuture<>(), clock.begin());
        put(mail);
        return mail.done().join();
    }

    private void put(Mail mail) {
        synchronized (mailbox) {
            mailbox.add(mail);
            if (!draining) {
                draining = true;
                Thread.startVirtualThread(this::drain);
            }
        }
    }

    private Mail next() {
        synchronized (mailbox) {
            Mail mail = mailbox.poll();
            draining = mail != null;
            return mail;
        }
    }

    private void drain() {
        for (Mail mail = next(); mail != null; mail = next()) {
            try {
                mail.done().complete(step(mail.signal()));
            } catch (RuntimeException e) {
                LOG.error("a step of {} failed", record.arn(), e);
                mail.done().completeExceptionally(e);
            } finally {
                mail.work().run();
            }
        }
    }

    private Transition step(LongFunction<Signal> mail) {
        lastMillis = Math.max(lastMillis, clock.now().toEpochMilli());
        Signal signal = mail.apply(lastMillis);
        ExecutionView before = view;
        Transition transition = interpreter.apply(signal);
        if (transition.events().isEmpty() && transition.commands().isEmpty()) {
            return transition;
        }
        store.append(record.arn(), sequence++, new JournalEntry(signal, transition.events()));
        view = ExecutionView.of(record, interpreter);
        transition.commands().forEach(this::carryOut);
        if (signal instanceof Signal.Started || before.status() != view.status()) {
            effects.statusChanged(this, view);
        }
        return transition;
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.SetTimer timer ->
                timers.put(
                        timer.timerId(),
                        clock.schedule(
                                java.time.Instant.ofEpochMilli(timer.atMillis()), () -> timerDue(timer.timerId())));
            case Command.CancelTimer timer -> {
                Runnable cancel = timers.remove(timer.timerId());
                if (cancel != null) {
                    cancel.run();
                }
            }
            default -> effects.carryOut(this, command);
        }
    }

    private void timerDue(long timerId) {
        tell(millis -> new Signal.TimerFired(millis, timerId));
    }
}
