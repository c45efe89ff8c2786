package dev.tenantry.steps;

import dev.tenantry.twilio.PhoneNumber;
import dev.tenantry.twilio.PhoneNumbers;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A setting of the numbers themselves, which refers to another resource.
 *
 * @param words where a number then is
 * @param sid what the setting is to refer to
 * @param numbers the tenant's
 * @param setting what a number's setting refers to now
 * @param set changes it: the number's SID first
 */
record SettingUse(
        String words,
        String sid,
        PhoneNumbers numbers,
        Function<PhoneNumber, Optional<String>> setting,
        BiConsumer<String, Optional<String>> set)
        implements NumberUse {

    /** The TwiML application answers the calls to the numbers. */
    static SettingUse voice(String applicationSid, PhoneNumbers numbers) {
        return new SettingUse(
                "on TwiML application " + applicationSid,
                applicationSid,
                numbers,
                PhoneNumber::voiceApplicationSid,
                numbers::setVoiceApplication);
    }

    /** Emergency services are told the address for calls from the numbers. */
    static SettingUse emergency(String addressSid, PhoneNumbers numbers) {
        return new SettingUse(
                "at emergency address " + addressSid,
                addressSid,
                numbers,
                number -> number.emergencyCalling().addressSid(),
                numbers::setEmergencyAddress);
    }

    @Override
    public Set<String> listed() {
        return numbers.list().stream().filter(this::isSet).map(PhoneNumber::sid).collect(Collectors.toSet());
    }

    @Override
    public boolean holds(String numberSid) {
        return numbers.fetch(numberSid).filter(this::isSet).isPresent();
    }

    @Override
    public void put(String numberSid) {
        set.accept(numberSid, Optional.of(sid));
    }

    private boolean isSet(PhoneNumber number) {
        return setting.apply(number).equals(Optional.of(sid));
    }
}
