package dev.tenantry.twilio;

import dev.tenantry.core.settings.StackSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Settings of the connection to Twilio.
 *
 * @param connectTimeout the longest wait for a connection
 * @param answerTimeout the longest wait for one call's whole answer, connecting included
 * @param baseUrl tells where calls go instead of to Twilio, asked whenever an account is opened: with
 *     {@code http://127.0.0.1:8090}, {@code https://api.twilio.com/2010-04-01/Accounts.json} becomes
 *     {@code http://127.0.0.1:8090/api.twilio.com/2010-04-01/Accounts.json}
 * @param maxRetries how often a call that can do no harm twice is sent again at most; 0: never
 * @param retryPause the longest wait before the first retry; it doubles with each further one
 */
public record TwilioSettings(
        Duration connectTimeout,
        Duration answerTimeout,
        Supplier<Optional<URI>> baseUrl,
        int maxRetries,
        Duration retryPause) {

    /** Refuses timeouts that are not positive, and retries that are negative. */
    public TwilioSettings {
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(answerTimeout, "answerTimeout");
        if (maxRetries < 0 || Objects.requireNonNull(retryPause, "retryPause").isNegative()) {
            throw new IllegalArgumentException("Retries must not be negative: " + maxRetries + ", " + retryPause);
        }
    }

    /**
     * Twilio itself, with 3 seconds to connect and 20 to answer: buying a number takes Twilio some seconds, and giving
     * up on a call that is still being worked on costs a look-up. Three retries within two seconds: Twilio asks for
     * exponential backoff after error 20429.
     */
    public static TwilioSettings standard() {
        return new TwilioSettings(
                Duration.ofSeconds(3), Duration.ofSeconds(20), Optional::empty, 3, Duration.ofMillis(250));
    }

    /** The standard settings, with the base URL that the settings of the stack name, if they do. */
    public static TwilioSettings of(StackSettings stack) {
        return standard().withBaseUrl(() -> stack.get().twilioBaseUrl().map(TwilioSettings::requirePlainHttp));
    }

    /**
     * These settings with the calls going to {@code baseUrl}.
     *
     * @param baseUrl plain {@code http(s)://host[:port][/path]}
     */
    public TwilioSettings withBaseUrl(URI baseUrl) {
        var checked = Optional.of(requirePlainHttp(baseUrl));
        return withBaseUrl(() -> checked);
    }

    /** These settings with other timeouts. */
    public TwilioSettings withTimeouts(Duration connectTimeout, Duration answerTimeout) {
        return new TwilioSettings(connectTimeout, answerTimeout, baseUrl, maxRetries, retryPause);
    }

    /** These settings with other retries. */
    public TwilioSettings withRetries(int maxRetries, Duration retryPause) {
        return new TwilioSettings(connectTimeout, answerTimeout, baseUrl, maxRetries, retryPause);
    }

    /** These settings, with every call sent once. */
    public TwilioSettings withoutRetries() {
        return withRetries(0, Duration.ZERO);
    }

    private static void requirePositive(Duration timeout, String name) {
        if (!Objects.requireNonNull(timeout, name).isPositive()) {
            throw new IllegalArgumentException(name + " must be positive: " + timeout);
        }
    }

    private TwilioSettings withBaseUrl(Supplier<Optional<URI>> baseUrl) {
        return new TwilioSettings(connectTimeout, answerTimeout, baseUrl, maxRetries, retryPause);
    }

    private static URI requirePlainHttp(URI url) {
        var http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("Twilio's base URL must look like http://127.0.0.1:8090, not " + url);
        }
        return url;
    }
}
