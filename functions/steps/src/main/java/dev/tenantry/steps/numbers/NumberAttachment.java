package dev.tenantry.steps.numbers;

import dev.tenantry.twilio.messaging.MessagingServices;
import dev.tenantry.twilio.numbers.PhoneNumber;
import dev.tenantry.twilio.numbers.PhoneNumbers;
import dev.tenantry.twilio.voice.SipTrunks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Something that all numbers of a plan are attached to. Attaching a number twice changes nothing.
 *
 * @param description where a number then is, for people, e.g. {@code in messaging service MG…}; the end of a sentence
 * @param list lists the SIDs of the numbers that are attached; Twilio's list may lag behind
 * @param isAttached whether a number is attached, asked for by its SID: that does not lag
 * @param attach attaches a number, by its SID
 */
public record NumberAttachment(
        String description, Supplier<Set<String>> list, Predicate<String> isAttached, Consumer<String> attach) {
    /** The attachment to a messaging service, which sends and receives for the numbers. */
    public static NumberAttachment messagingService(String sid, MessagingServices services) {
        return new NumberAttachment(
                "in messaging service " + sid,
                () -> Set.copyOf(services.listNumbers(sid)),
                number -> services.holdsNumber(sid, number),
                number -> services.attachNumber(sid, number));
    }

    /** The attachment to a SIP trunk, which gets the calls to the numbers. */
    public static NumberAttachment sipTrunk(String sid, SipTrunks trunks) {
        return new NumberAttachment(
                "on SIP trunk " + sid,
                () -> Set.copyOf(trunks.listNumbers(sid)),
                number -> trunks.holdsNumber(sid, number),
                number -> trunks.attachNumber(sid, number));
    }

    /** The attachment to a TwiML application, which answers the calls to the numbers. */
    public static NumberAttachment twimlApplication(String sid, PhoneNumbers numbers) {
        return setting(
                "on TwiML application " + sid,
                sid,
                numbers,
                PhoneNumber::voiceApplicationSid,
                numbers::setVoiceApplication);
    }

    /** The attachment to an address, which emergency services are told for calls from the numbers. */
    public static NumberAttachment emergencyAddress(String sid, PhoneNumbers numbers) {
        return setting(
                "at emergency address " + sid,
                sid,
                numbers,
                number -> number.emergencyCalling().addressSid(),
                numbers::setEmergencyAddress);
    }

    /** An attachment that is a setting of the numbers themselves. */
    private static NumberAttachment setting(
            String description,
            String sid,
            PhoneNumbers numbers,
            Function<PhoneNumber, Optional<String>> setting,
            BiConsumer<String, Optional<String>> set) {
        Predicate<PhoneNumber> isSet = number -> setting.apply(number).equals(Optional.of(sid));
        return new NumberAttachment(
                description,
                () -> numbers.list().stream()
                        .filter(isSet)
                        .map(PhoneNumber::sid)
                        .collect(Collectors.toSet()),
                number -> numbers.fetch(number).filter(isSet).isPresent(),
                number -> set.accept(number, Optional.of(sid)));
    }

    /** The numbers among these that are not attached. */
    public List<String> missing(List<String> numberSids) {
        var listed = list.get();
        return numberSids.stream()
                .filter(sid -> !listed.contains(sid) && !isAttached.test(sid))
                .toList();
    }

    /** The numbers among these that the list does not show; they may be attached all the same. */
    public List<String> unlisted(List<String> numberSids) {
        var listed = list.get();
        return numberSids.stream().filter(sid -> !listed.contains(sid)).toList();
    }
}
