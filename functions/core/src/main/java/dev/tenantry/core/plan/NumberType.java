package dev.tenantry.core.plan;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of phone number that a plan can ask for. */
public enum NumberType {
    /** A number of a place, with an area code. */
    LOCAL("local"),
    /** A number that the called side pays for. */
    TOLL_FREE("toll-free"),
    /** A number of a mobile network. */
    MOBILE("mobile");

    private final String word;

    NumberType(String word) {
        this.word = word;
    }

    /** The word for it in a plan. */
    public String word() {
        return word;
    }

    /** The type that a plan means by this word. */
    public static Optional<NumberType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
