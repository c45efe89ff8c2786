package dev.tenantry.cli.api;

import java.util.List;
import java.util.Optional;

/**
 * A number, or a name, that messages come from.
 *
 * @param sender the number in E.164, or the name
 * @param sid Twilio's id of it
 * @param destinations a verdict for each class of destination
 */
public record Sender(String sender, String sid, List<Verdict> destinations) {

    /**
     * Whether it may send to a class of destination.
     *
     * @param destination which class
     * @param status {@code ready}, {@code not-yet} or {@code no}
     * @param code Twilio's code of the refusal, if it refuses
     * @param reason why it may not
     * @param waitsFor whose turn it is, while it waits
     * @param usually how long that usually takes
     * @param nextAction who has to do what
     */
    public record Verdict(
            String destination,
            String status,
            Optional<Integer> code,
            Optional<String> reason,
            Optional<String> waitsFor,
            Optional<String> usually,
            Optional<String> nextAction) {}

    /**
     * All senders of an organisation.
     *
     * @param senders one for each number, and one for its name
     */
    public record All(List<Sender> senders) {}
}
