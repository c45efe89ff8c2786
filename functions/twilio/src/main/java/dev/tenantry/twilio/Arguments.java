package dev.tenantry.twilio;

/** Checks of what the product asks for. */
final class Arguments {

    private static final int MAX_FRIENDLY_NAME_CHARS = 64;

    private Arguments() {}

    /**
     * Returns {@code name} if Twilio keeps it as it is: 1 to 64 characters. A name that came out shortened could not be
     * found again.
     */
    static String requireFriendlyName(String name) {
        if (name.isBlank() || name.length() > MAX_FRIENDLY_NAME_CHARS) {
            throw new IllegalArgumentException("A friendly name has 1 to 64 characters: " + name);
        }
        return name;
    }
}
