package dev.tenantry.steps.resource;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A setting of a resource at Twilio that is not as planned. Its values are for people, and no secret is among them.
 *
 * @param field Twilio's name of the setting, e.g. {@code voiceUrl}
 * @param planned its planned value; empty when none is planned, or it is not to be shown
 * @param actual its value at Twilio; empty when it has none, or it is not to be shown
 */
public record Difference(String field, Optional<String> planned, Optional<String> actual) {
    /** The difference between two values, if they differ. */
    public static Stream<Difference> between(String field, Optional<String> planned, Optional<String> actual) {
        return planned.equals(actual) ? Stream.empty() : Stream.of(new Difference(field, planned, actual));
    }

    /** The difference between two values that there always are, if they differ. */
    public static Stream<Difference> between(String field, String planned, String actual) {
        return between(field, Optional.of(planned), Optional.of(actual));
    }

    /**
     * The difference between two URLs, if they differ. What somebody has set at Twilio may have credentials in it, so
     * that its user and its query are not shown.
     */
    public static Stream<Difference> betweenUrls(String field, Optional<URI> planned, Optional<URI> actual) {
        return planned.equals(actual)
                ? Stream.empty()
                : Stream.of(new Difference(field, planned.map(URI::toString), actual.map(Difference::withoutSecrets)));
    }

    /** The difference between values that are not to be shown, if they differ. */
    public static Stream<Difference> hidden(String field, boolean isAsPlanned) {
        return isAsPlanned ? Stream.empty() : Stream.of(new Difference(field, Optional.empty(), Optional.empty()));
    }

    /** What differs in a resource that was read, if it was there. */
    public static <T> Optional<List<Difference>> in(Optional<T> read, Function<T, Stream<Difference>> compare) {
        return read.map(found -> compare.apply(found).toList());
    }

    private static String withoutSecrets(URI url) {
        return url.toString().replaceFirst("(?<=:)(//)?[^/?#]*@", "$1***@").replaceFirst("\\?.*", "?***");
    }
}
