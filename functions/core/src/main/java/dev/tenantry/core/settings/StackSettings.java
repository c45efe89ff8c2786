package dev.tenantry.core.settings;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Settings of the stack, read when they are needed and kept for a minute. A changed parameter of the stack publishes no
 * new version of a function, so in environment variables it would never arrive; see
 * {@code docs/adr/0027-settings-are-read-at-use.md}. Nothing is read before the first use, so no snapshot of a function
 * holds a setting.
 */
public final class StackSettings {
    /** After this time a changed setting is in use everywhere. */
    static final Duration MAX_AGE = Duration.ofMinutes(1);

    /** Systems Manager answers 40 such requests a second of one account, unless it is paid for more. */
    private static final int MAX_ATTEMPTS = 6;

    private final Supplier<Settings> source;
    private final InstantSource clock;
    private Optional<Known> known = Optional.empty();

    /** Settings, and when they were read. */
    private record Known(Settings settings, Instant since) {}

    /**
     * @param source reads the settings; asked at most once a minute for settings that are complete
     * @param clock the time
     */
    public StackSettings(Supplier<Settings> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * The settings in the parameter of Systems Manager that {@code SETTINGS_PARAMETER} names. The function may
     * GetParameter on it.
     */
    public static StackSettings of(Environment environment) {
        var ssm = new AwsClients(environment)
                .make(
                        SsmClient.builder()
                                .overrideConfiguration(
                                        calls -> calls.retryStrategy(retries -> retries.maxAttempts(MAX_ATTEMPTS))),
                        "SSM",
                        client -> client.getParameter(get -> get.name("any")));
        var name = environment.require("SETTINGS_PARAMETER");
        return new StackSettings(
                () -> Settings.of(
                        ssm.getParameter(get -> get.name(name)).parameter().value()),
                InstantSource.system());
    }

    /**
     * The settings as they were at most a minute ago; or older ones, while they cannot be read.
     *
     * @throws SdkException when they cannot be read, and have never been
     */
    public Settings get() {
        return get(_ -> true);
    }

    /**
     * A setting that is perhaps not set. While it is not, the settings are read for each use: somebody who sets it as a
     * failure advises does not have to wait.
     */
    public <T> Optional<T> find(Function<Settings, Optional<T>> setting) {
        return setting.apply(get(settings -> setting.apply(settings).isPresent()));
    }

    private synchronized Settings get(Predicate<Settings> suffices) {
        var now = clock.instant();
        var usable = known.filter(one -> now.isBefore(one.since().plus(MAX_AGE)))
                .filter(one -> suffices.test(one.settings()));
        if (usable.isEmpty()) {
            known = Optional.of(new Known(read(), now));
        }
        return known.orElseThrow().settings();
    }

    private Settings read() {
        try {
            return source.get();
        } catch (SdkException unreachable) {
            return known.map(Known::settings).orElseThrow(() -> unreachable);
        }
    }
}
