package dev.tenantry.twilio.simulator.inventory;

/** The types of phone numbers that the inventory holds (Twilio docs: AvailablePhoneNumbers subresources). */
public enum NumberType {
    /** Has a place. */
    LOCAL("Local", "local"),
    /** Belongs to a mobile network. */
    MOBILE("Mobile", "mobile"),
    /** The called one pays. */
    TOLL_FREE("TollFree", "toll_free");

    private final String path;
    private final String key;

    NumberType(String path, String key) {
        this.path = path;
        this.key = key;
    }

    /** The word in paths, such as {@code TollFree}. */
    public String path() {
        return path;
    }

    /** The word in JSON, such as {@code toll_free}. */
    public String key() {
        return key;
    }
}
