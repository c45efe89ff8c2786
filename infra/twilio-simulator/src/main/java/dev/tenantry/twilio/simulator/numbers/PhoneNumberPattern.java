package dev.tenantry.twilio.simulator.numbers;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A PhoneNumber filter: part of a number, where a star stands for any digit (Twilio docs: IncomingPhoneNumber
 * resource).
 */
final class PhoneNumberPattern {
    private final Pattern pattern;

    PhoneNumberPattern(String text) {
        this.pattern = Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("\\d")));
    }

    boolean matches(String phoneNumber) {
        return pattern.matcher(phoneNumber).find();
    }
}
