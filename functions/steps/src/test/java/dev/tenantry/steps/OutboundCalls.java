package dev.tenantry.steps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * The calls that leave the function: counts them, and can make one of them fail.
 *
 * <p>A process that has died is one whose calls do not leave any more; nothing else of it can be seen from outside.
 */
final class OutboundCalls {
    /** How a call goes wrong. */
    enum Fault {
        /** It is refused, and the caller gets the refusal. */
        REFUSED,
        /** It is not done, and the caller hears nothing. */
        LOST_ON_THE_WAY,
        /** It is done, and the caller hears nothing. */
        ANSWER_LOST,
        /** It is done, the caller's SDK hears nothing and by itself sends it once more: then it is answered. */
        REPEATED,
        /** It is done, and the caller dies. */
        CALLER_DIES,
        /** It waits until another run of the same step has begun, and both continue side by side. */
        TWICE_AT_ONCE,
        /** It waits until another run of the same step has got as far as it can. */
        OVERTAKEN,
        /**
         * Its caller's time and lease end, and another run completes the step. A write to Twilio is on its way by then,
         * and done while the lease still holds, but not answered; any other call is not done before all that.
         */
        PAUSED
    }

    /** How a call passes. */
    enum Passage {
        /** As it should. */
        FREE,
        /** Not at all; the caller may be told. */
        REFUSED,
        /** Not at all. */
        STOPPED,
        /** Without an answer. */
        UNANSWERED,
        /** Without an answer at first. */
        UNANSWERED_ONCE,
        /** As it should, after {@link #pause}. */
        PAUSED
    }

    /**
     * A call by what it is, for functions that make several side by side, in no order.
     *
     * @param call e.g. {@code DynamoDB GetItem}
     * @param before how many of that kind come before it
     */
    record Place(String call, int before) {}

    private final Map<Integer, Fault> faults = new HashMap<>();
    private final Map<Place, Fault> faultsByPlace = new HashMap<>();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final List<String> calls = new ArrayList<>();
    private final Set<String> secretKinds = new HashSet<>();
    private boolean dead;
    private Consumer<Fault> meanwhile = fault -> {};

    /** What happens while a call waits, by the fault that makes it wait. */
    synchronized void meanwhile(Consumer<Fault> action) {
        meanwhile = action;
    }

    /** Makes the call of this index, from 0, go wrong. */
    synchronized void plan(int index, Fault fault) {
        faults.put(index, fault);
    }

    /** Makes the call at this place go wrong. */
    synchronized void plan(Place place, Fault fault) {
        faultsByPlace.put(place, fault);
    }

    /** Forgets all calls and faults. */
    synchronized void reset() {
        faults.clear();
        faultsByPlace.clear();
        calls.clear();
        secretKinds.clear();
        dead = false;
    }

    /** A new process takes over. */
    synchronized void revive() {
        dead = false;
    }

    /** What has been called since the reset, in order. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Of what kinds the secrets are that have been encrypted or decrypted since the reset. */
    synchronized Set<String> secretKinds() {
        return Set.copyOf(secretKinds);
    }

    /** A secret of this kind is encrypted or decrypted. */
    synchronized void usesKey(String secretKind) {
        secretKinds.add(secretKind);
    }

    /** How often each fault struck, ever. */
    synchronized Map<Fault, Integer> struck() {
        return Map.copyOf(struck);
    }

    /** Lets a call pass as is planned for it; what makes it wait at once is over when this returns. */
    Passage pass(String call) {
        var fault = strike(call);
        return switch (fault) {
            case null -> isDead() ? Passage.STOPPED : Passage.FREE;
            case REFUSED -> Passage.REFUSED;
            case LOST_ON_THE_WAY -> Passage.STOPPED;
            case ANSWER_LOST, CALLER_DIES -> Passage.UNANSWERED;
            case REPEATED -> Passage.UNANSWERED_ONCE;
            case TWICE_AT_ONCE, OVERTAKEN -> {
                happenMeanwhile(fault);
                yield Passage.FREE;
            }
            case PAUSED -> Passage.PAUSED;
        };
    }

    /** Ends the time and the lease of the caller, whose call is paused. */
    void pause() {
        happenMeanwhile(Fault.PAUSED);
    }

    private synchronized boolean isDead() {
        return dead;
    }

    /** Counts a call, unless nobody is alive to make it, and says what is planned for it, or null. */
    private synchronized Fault strike(String call) {
        if (dead) {
            return null;
        }
        var place = new Place(call, Collections.frequency(calls, call));
        calls.add(call);
        var fault = faults.getOrDefault(calls.size() - 1, faultsByPlace.get(place));
        if (fault != null) {
            struck.merge(fault, 1, Integer::sum);
            dead = fault == Fault.CALLER_DIES;
        }
        return fault;
    }

    private void happenMeanwhile(Fault fault) {
        Consumer<Fault> action;
        synchronized (this) {
            action = meanwhile;
        }
        action.accept(fault);
    }

    /** A call of an AWS SDK: it ends with the SDK's exception when it does not reach AWS, or hears no answer. */
    <T> T aws(String call, Supplier<T> work) {
        var passage = pass(call);
        arrive(passage);
        if (passage == Passage.UNANSWERED || passage == Passage.UNANSWERED_ONCE) {
            unheard(work);
        }
        requireAnswer(passage);
        return work.get();
    }

    /** An answer is lost whatever it says. */
    private static void unheard(Supplier<?> work) {
        try {
            var _ = work.get();
        } catch (AwsServiceException refusal) {
            return;
        }
    }

    /** Leads the calls of an AWS SDK client through this object. */
    ExecutionInterceptor interceptor() {
        return new Interceptor();
    }

    private void arrive(Passage passage) {
        if (passage == Passage.PAUSED) {
            pause();
        }
        if (passage == Passage.REFUSED || passage == Passage.STOPPED) {
            throw SdkClientException.create("It did not arrive");
        }
    }

    private static void requireAnswer(Passage passage) {
        if (passage == Passage.UNANSWERED) {
            throw SdkClientException.create("It was not answered");
        }
    }

    private final class Interceptor implements ExecutionInterceptor {
        private static final ExecutionAttribute<Passage> PASSAGE = new ExecutionAttribute<>("Passage");

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            attributes.putAttribute(PASSAGE, pass("DynamoDB " + operation));
            arrive(attributes.getAttribute(PASSAGE));
        }

        /** Here an answer is lost whatever it says; and inside the SDK's own retries, which take notice. */
        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            var passage = attributes.getAttribute(PASSAGE);
            requireAnswer(passage);
            if (passage == Passage.UNANSWERED_ONCE) {
                attributes.putAttribute(PASSAGE, Passage.FREE);
                throw RetryableException.create("It was not answered");
            }
        }
    }
}
