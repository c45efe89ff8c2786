package dev.tenantry.twilio.simulator.inventory;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The conditions of a search, named as Twilio's parameters (Twilio docs: AvailablePhoneNumber Local resource). */
final class NumberConditions {
    private static final Pattern AREA_CODE = Pattern.compile("\\d{3}");
    private static final Pattern CONTAINS = Pattern.compile("\\+?[0-9A-Za-z*]{2,16}");
    private static final String KEYPAD = "22233344455566677778889999";

    private NumberConditions() {}

    /** Numbers of one area code; 21451 when it is not of three digits. */
    static Predicate<InventoryNumber> areaCode(String areaCode) {
        if (!AREA_CODE.matcher(areaCode).matches()) {
            throw new TwilioException(ErrorCode.AREA_CODE_INVALID, "Area code " + areaCode + " is not valid");
        }
        return number -> number.areaCode().equals(areaCode);
    }

    /** Numbers with these digits somewhere; a letter stands for its key on the keypad, a star for any digit. */
    static Predicate<InventoryNumber> contains(String pattern) {
        if (!CONTAINS.matcher(pattern).matches()) {
            throw new TwilioException(
                    ErrorCode.INVALID_PARAMETER, "Contains takes 2 to 16 digits, letters or stars: " + pattern);
        }
        var regex = new StringBuilder();
        for (char c : pattern.toUpperCase(Locale.ROOT).toCharArray()) {
            regex.append(
                    switch (c) {
                        case '+' -> "\\+";
                        case '*' -> "\\d";
                        default -> Character.isDigit(c) ? c : KEYPAD.charAt(c - 'A');
                    });
        }
        var compiled = Pattern.compile(regex.toString());
        return number -> compiled.matcher(number.phoneNumber()).find();
    }

    /** Numbers no farther than this from a point. */
    static Predicate<InventoryNumber> near(double latitude, double longitude, double miles) {
        return number -> number.place().milesTo(latitude, longitude) <= miles;
    }
}
