package dev.tenantry.twilio;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How Twilio is reached.
 *
 * @param connectTimeout the longest wait for a connection
 * @param answerTimeout the longest wait for one call's whole answer, connecting included
 * @param baseUrl where the calls go instead of to Twilio: with {@code http://127.0.0.1:8090},
 *     {@code https://api.twilio.com/2010-04-01/Accounts.json} becomes
 *     {@code http://127.0.0.1:8090/api.twilio.com/2010-04-01/Accounts.json}
 * @param repeats how often a call is repeated that can do no harm twice
 */
public record TwilioSettings(Duration connectTimeout, Duration answerTimeout, Optional<URI> baseUrl, Repeats repeats) {

    /**
     * Refuses timeouts that are not positive, and a base URL that is not plain {@code http(s)://host[:port][/path]}.
     */
    public TwilioSettings {
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(answerTimeout, "answerTimeout");
        baseUrl.ifPresent(TwilioSettings::requirePlainHttp);
        Objects.requireNonNull(repeats, "repeats");
    }

    /**
     * Twilio itself, with 3 seconds to connect and 20 to answer: buying a number takes Twilio some seconds, and giving
     * up on a call that is still being worked on costs a look-up.
     */
    public static TwilioSettings standard() {
        return new TwilioSettings(Duration.ofSeconds(3), Duration.ofSeconds(20), Optional.empty(), Repeats.standard());
    }

    /** These settings with the calls going to {@code baseUrl}. */
    public TwilioSettings withBaseUrl(URI baseUrl) {
        return new TwilioSettings(connectTimeout, answerTimeout, Optional.of(baseUrl), repeats);
    }

    /** These settings with other repeats. */
    public TwilioSettings withRepeats(Repeats repeats) {
        return new TwilioSettings(connectTimeout, answerTimeout, baseUrl, repeats);
    }

    private static void requirePositive(Duration timeout, String name) {
        if (!Objects.requireNonNull(timeout, name).isPositive()) {
            throw new IllegalArgumentException(name + " must be positive: " + timeout);
        }
    }

    private static void requirePlainHttp(URI url) {
        var http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("Twilio's base URL must look like http://127.0.0.1:8090, not " + url);
        }
    }
}
