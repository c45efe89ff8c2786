package dev.tenantry.steps.engine;

import dev.tenantry.twilio.listing.ListedResource;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A resource as Twilio returned it.
 *
 * @param sid Twilio's id
 * @param detail what people know it by, such as a phone number, if it has such a thing
 * @param secret its secret, encrypted, if Twilio returned one with it
 */
public record TwilioResource(String sid, Optional<String> detail, Optional<SdkBytes> secret) {
    /** A resource that has nothing but its id. */
    public static TwilioResource of(String sid) {
        return new TwilioResource(sid, Optional.empty(), Optional.empty());
    }

    /** A resource as a list shows it. */
    public static TwilioResource of(ListedResource listed) {
        return new TwilioResource(listed.sid(), listed.name(), Optional.empty());
    }

    /** A resource that people know by something else than its id. */
    public static TwilioResource of(String sid, String detail) {
        return new TwilioResource(sid, Optional.of(detail), Optional.empty());
    }
}
