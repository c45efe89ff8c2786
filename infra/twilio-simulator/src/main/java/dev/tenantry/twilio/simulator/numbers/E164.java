package dev.tenantry.twilio.simulator.numbers;

import java.util.regex.Pattern;

/** Phone numbers as ITU-T E.164 writes them: a plus sign and up to 15 digits, the first of which is not 0. */
final class E164 {
    private static final Pattern FORM = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9]\\d{2}[2-9]\\d{6}");

    private E164() {}

    static boolean isValid(String number) {
        return FORM.matcher(number).matches()
                && (!number.startsWith("+1") || NORTH_AMERICAN.matcher(number).matches());
    }
}
