package dev.tenantry.stepfunctions.engine;

import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.interpreter.Command;
import dev.tenantry.stepfunctions.interpreter.Interpreter;
import dev.tenantry.stepfunctions.interpreter.Signal;
import dev.tenantry.stepfunctions.interpreter.Transition;
import dev.tenantry.stepfunctions.store.ExecutionOutcome;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import dev.tenantry.stepfunctions.store.JournalEntry;
import dev.tenantry.stepfunctions.store.Store;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.Supplier;
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
    private final Supplier<Interpreter> fresh;
    private final Store store;
    private final EngineClock clock;
    private final EffectHandler effects;
    private final InFlightLatch inFlight;
    private final Queue<Mail> mailbox = new ArrayDeque<>();
    private final Map<Long, Runnable> timers = new HashMap<>();
    private boolean draining;

    /** Null while the execution is ended: then only its view is kept in memory. */
    private volatile Interpreter interpreter;

    private int sequence;
    private long lastMillis;
    private volatile ExecutionView view;

    /**
     * An execution as the store has it; a new one when the store has no step of it.
     *
     * @param fresh makes the interpreter of an execution that has not begun
     */
    RunningExecution(
            ExecutionRecord record,
            Supplier<Interpreter> fresh,
            Store store,
            EngineClock clock,
            EffectHandler effects,
            InFlightLatch inFlight) {
        this.record = record;
        this.fresh = fresh;
        this.store = store;
        this.clock = clock;
        this.effects = effects;
        this.inFlight = inFlight;
        Optional<ExecutionOutcome> outcome = store.outcome(record.arn());
        if (outcome.isPresent()) {
            view = ExecutionView.of(record, outcome.get());
        } else {
            view = ExecutionView.of(record, interpreter());
        }
    }

    /** The ARN of its state machine. */
    String stateMachineArn() {
        return record.stateMachineArn();
    }

    /** The interpreter, rebuilt from the journal when it is not there. */
    private Interpreter interpreter() {
        if (interpreter == null) {
            interpreter = fresh.get();
            sequence = 0;
            for (JournalEntry entry : store.journal(record.arn())) {
                interpreter.apply(entry.signal());
                lastMillis = entry.signal().timeMillis();
                sequence++;
            }
        }
        return interpreter;
    }

    ExecutionRecord record() {
        return record;
    }

    ExecutionView view() {
        return view;
    }

    /** Takes up an execution that an earlier process left: carries out again what was not answered. */
    void resume() {
        if (view.eventCount() == 0) {
            tell(Signal.Started::new);
        } else if (view.running()) {
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
        Interpreter busy = interpreter;
        if (busy != null) {
            busy.hurry();
        }
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
                mail.done().complete(stepIfOpen(mail.signal()));
            } catch (RuntimeException | Error e) {
                // An error that ended this thread would leave the mailbox unread, and those who wait for ever.
                LOG.error("a step of {} failed", record.arn(), e);
                // What is stored still holds; the next signal starts from there.
                interpreter = null;
                mail.done().completeExceptionally(e);
            } finally {
                mail.work().run();
            }
        }
    }

    private Transition stepIfOpen(LongFunction<Signal> mail) {
        if (!inFlight.enter()) {
            return Transition.NONE;
        }
        try {
            return step(mail);
        } finally {
            inFlight.leave();
        }
    }

    private Transition step(LongFunction<Signal> mail) {
        boolean redrive = mail.apply(0) instanceof Signal.Redriven;
        if (view.running() == redrive) {
            return Transition.NONE;
        }
        Interpreter current = interpreter();
        lastMillis = Math.max(lastMillis, clock.now().toEpochMilli());
        Signal signal = mail.apply(lastMillis);
        Transition transition = current.apply(signal);
        if (transition.events().isEmpty() && transition.commands().isEmpty()) {
            return transition;
        }
        // A reader of the history may return a token at once, so it is open before the history shows it.
        transition.commands().stream().filter(RunningExecution::opensToken).forEach(this::carryOut);
        ExecutionView after = ExecutionView.of(record, current);
        store.append(record.arn(), sequence++, new JournalEntry(signal, transition.events()), after.outcome());
        view = after;
        transition.commands().stream().filter(command -> !opensToken(command)).forEach(this::carryOut);
        if (!after.running()) {
            interpreter = null;
            timers.clear();
        }
        if (signal instanceof Signal.Started || signal instanceof Signal.Redriven) {
            effects.statusChanged(after.whileRunning());
        }
        if (!after.running()) {
            effects.statusChanged(after);
        }
        return transition;
    }

    private static boolean opensToken(Command command) {
        return command instanceof Command.OpenToken;
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.SetTimer timer ->
                timers.put(
                        timer.timerId(),
                        clock.schedule(Instant.ofEpochMilli(timer.atMillis()), () -> timerDue(timer.timerId())));
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
