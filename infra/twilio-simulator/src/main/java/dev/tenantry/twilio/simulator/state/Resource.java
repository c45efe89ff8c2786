package dev.tenantry.twilio.simulator.state;

import java.time.Instant;

/** Something that an account owns and that has a SID. */
public interface Resource {
    /** Two letters for the type and 32 hexadecimal digits. */
    String sid();

    /** The account that owns it. */
    String accountSid();

    /** When it was made, to the second, as Twilio shows it. */
    Instant dateCreated();

    /** The resource that it is a part of; null when it stands by itself. */
    default String parentSid() {
        return null;
    }
}
