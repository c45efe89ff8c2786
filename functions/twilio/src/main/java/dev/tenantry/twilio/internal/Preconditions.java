package dev.tenantry.twilio.internal;

/** Checks of the arguments of calls, before anything is sent. */
public final class Preconditions {

    private static final int MAX_FRIENDLY_NAME_CHARS = 64;

    private Preconditions() {}

    /**
     * Returns {@code name} if Twilio keeps it as it is: 1 to 64 characters. A name that came out shortened could not be
     * found again.
     */
    public static String requireFriendlyName(String name) {
        return requireFriendlyName(name, MAX_FRIENDLY_NAME_CHARS);
    }

    /** Returns {@code name} if it has 1 to {@code maxChars} characters, for what may have fewer than usual. */
    public static String requireFriendlyName(String name, int maxChars) {
        if (name.isBlank() || name.length() > maxChars) {
            throw new IllegalArgumentException("A friendly name here has 1 to " + maxChars + " characters: " + name);
        }
        return name;
    }
}
