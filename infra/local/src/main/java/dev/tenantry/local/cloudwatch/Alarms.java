package dev.tenantry.local.cloudwatch;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alarms of a template: evaluates them as CloudWatch does each minute, and keeps the messages to their topics. */
public final class Alarms {

    private static final Logger LOGGER = LoggerFactory.getLogger(Alarms.class);
    private static final int KEPT_MESSAGES = 200;

    private final List<AlarmResource> alarms;
    private final Metrics metrics;
    private final Clock clock;
    private final Map<String, AlarmState> states = new HashMap<>();
    private final Deque<Message> messages = new ArrayDeque<>();

    /**
     * A message to a topic.
     *
     * @param topic the topic's ARN
     * @param alarm the alarm's logical id
     * @param state its new state
     * @param text the alarm's description
     */
    public record Message(String topic, String alarm, AlarmState state, String text) {}

    /** Makes alarms that know nothing yet. */
    public Alarms(List<AlarmResource> alarms, Metrics metrics, Clock clock) {
        this.alarms = List.copyOf(alarms);
        this.metrics = metrics;
        this.clock = clock;
        alarms.forEach(alarm -> states.put(alarm.logicalId(), AlarmState.INSUFFICIENT_DATA));
    }

    /** Brings each alarm to the state that follows from the periods up to the last full minute. */
    public synchronized void evaluate() {
        var end = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        for (var alarm : alarms) {
            var before = states.get(alarm.logicalId());
            var after = alarm.rule().evaluate(values(alarm, end), before);
            if (after != before) {
                states.put(alarm.logicalId(), after);
                report(alarm, after);
            }
        }
    }

    /** The state of each alarm by its logical id. */
    public synchronized Map<String, AlarmState> states() {
        return Map.copyOf(states);
    }

    /** The alarms. */
    public List<AlarmResource> alarms() {
        return alarms;
    }

    /** The latest messages, the oldest first. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    private List<OptionalDouble> values(AlarmResource alarm, Instant end) {
        var range = alarm.rule().evaluationRange();
        return IntStream.range(0, range)
                .mapToObj(i -> alarm.value(metrics, end.minus(alarm.period().multipliedBy(range - 1L - i))))
                .toList();
    }

    private void report(AlarmResource alarm, AlarmState state) {
        var topics =
                switch (state) {
                    case ALARM -> alarm.alarmTopics();
                    case OK -> alarm.okTopics();
                    case INSUFFICIENT_DATA -> List.<String>of();
                };
        topics.forEach(topic -> messages.add(new Message(topic, alarm.logicalId(), state, alarm.description())));
        while (messages.size() > KEPT_MESSAGES) {
            messages.removeFirst();
        }
        if (state == AlarmState.ALARM) {
            LOGGER.warn("{} is on: {}", alarm.logicalId(), alarm.description());
        } else {
            LOGGER.info("{} is {}", alarm.logicalId(), state);
        }
    }
}
