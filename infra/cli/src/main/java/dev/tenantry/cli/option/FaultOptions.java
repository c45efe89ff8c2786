package dev.tenantry.cli.option;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.cli.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Options for faults of the simulated Twilio.
 *
 * @param rules rules of its control API, in the order in which they are asked
 * @param seed decides, with the order of the requests, which of them fail
 */
public record FaultOptions(List<Rule> rules, long seed) {
    /** No faults. */
    public static final FaultOptions NONE = new FaultOptions(List.of(), 1);

    private static final Pattern SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)%");
    private static final Pattern SECONDS = Pattern.compile("(\\d+(?:\\.\\d+)?)s");
    private static final String PURCHASE = "/2010-04-01/Accounts/*/IncomingPhoneNumbers.json";

    /** Longer than the functions wait for an answer. */
    private static final long TOO_LATE_MILLIS = 25_000;

    /** Keeps a copy. */
    public FaultOptions {
        rules = List.copyOf(rules);
    }

    /** A rule of the simulator's; null is left out. Its README says what each part means. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rule(String method, String path, Double rate, Fault fault) {}

    /** How a request fails; null is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            String type, Integer code, Integer status, Integer retryAfterSeconds, Long delayMillis, Long lagMillis) {

        private static Fault of(String type) {
            return new Fault(type, null, null, null, null, null);
        }

        private static Fault delayed(String type, long millis) {
            return new Fault(type, null, null, null, millis, null);
        }

        private static Fault refusal(int code, int status, Integer retryAfterSeconds) {
            return new Fault("refuse", code, status, retryAfterSeconds, null, null);
        }

        private static Fault lag(double seconds) {
            return new Fault("lagging-list", null, null, null, null, Math.round(seconds * 1000));
        }
    }

    /** Parses the value of a command-line option. */
    public static final class Converter implements ITypeConverter<FaultOptions> {
        @Override
        public FaultOptions convert(String value) {
            return parse(value);
        }
    }

    /**
     * Reads the value of the option.
     *
     * @throws TypeConversionException when the text is not a list of faults; the message says why
     */
    public static FaultOptions parse(String text) {
        var even = SHARE.matcher(text);
        if (even.matches()) {
            var quarter = Double.parseDouble(even.group(1)) / 4 + "%";
            return parse("timeout=" + quarter + ",500=" + quarter + ",429=" + quarter + ",drop=" + quarter + ",lag=5s");
        }
        var parts = parts(text);
        var seed = Optional.ofNullable(parts.remove("seed")).map(FaultOptions::wholeNumber);
        var lag = Optional.ofNullable(parts.remove("lag")).map(FaultOptions::seconds);
        var shares = new Shares();
        parts.forEach((name, value) -> shares.add(name, share(name, value)));
        // Last, and half of the time, so that lists also show what they then hide again.
        lag.ifPresent(seconds -> shares.rule("GET", null, 0.5, Fault.lag(seconds)));
        return new FaultOptions(shares.rules, seed.orElse(NONE.seed()));
    }

    /**
     * Makes a simulator fail so from now on.
     *
     * @throws IOException when it cannot be told
     */
    public void install(URI twilio) throws IOException, InterruptedException {
        if (rules.isEmpty()) {
            return;
        }
        try (var client = HttpClient.newHttpClient()) {
            for (var rule : rules) {
                var request = HttpRequest.newBuilder(twilio.resolve("/_simulator/faults"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(rule)))
                        .build();
                var answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 201) {
                    throw new IOException("The simulator refused a fault: " + answer.body());
                }
            }
        }
    }

    private static Map<String, String> parts(String text) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : text.split(",", -1)) {
            var equals = part.indexOf('=');
            if (equals < 1 || parts.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw new TypeConversionException("'" + part + "' is not one NAME=VALUE of its name");
            }
        }
        return parts;
    }

    private static double share(String name, String value) {
        var share = SHARE.matcher(value);
        if (!share.matches()) {
            throw new TypeConversionException(name + " takes a share, such as 5%, not '" + value + "'");
        }
        return Double.parseDouble(share.group(1)) / 100;
    }

    private static double seconds(String value) {
        var seconds = SECONDS.matcher(value);
        if (!seconds.matches()) {
            throw new TypeConversionException("lag takes seconds, such as 5s, not '" + value + "'");
        }
        return Double.parseDouble(seconds.group(1));
    }

    private static long wholeNumber(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("seed takes a whole number, not '" + value + "'");
        }
    }

    /** Rules of which each is asked about what those before it spared, so that each gets its share of all. */
    private static final class Shares {
        private final List<Rule> rules = new ArrayList<>();
        private double left = 1;

        void add(String name, double share) {
            switch (name) {
                case "timeout" -> all(share, Fault.delayed("done-but-timed-out", TOO_LATE_MILLIS));
                case "500" -> all(share, Fault.of("done-but-500"));
                case "429" -> {
                    all(share / 2, Fault.refusal(20429, 429, null));
                    all(share / 2, Fault.refusal(20429, 429, 2));
                }
                case "drop" -> {
                    all(share / 2, Fault.of("dropped-before"));
                    all(share / 2, Fault.of("done-but-dropped"));
                }
                case "slow" -> all(share, Fault.delayed("slow", 3000));
                case "malformed" -> all(share, Fault.of("malformed-body"));
                case "html" -> all(share, Fault.of("html-body"));
                case "sold" -> rule("POST", PURCHASE, share, Fault.refusal(21422, 400, null));
                default ->
                    throw new TypeConversionException("there is no fault '" + name
                            + "'; there are timeout, 500, 429, drop, slow, malformed, html, sold, and lag and seed");
            }
        }

        private void all(double share, Fault fault) {
            if (share > left) {
                throw new TypeConversionException("the shares are more than 100% together");
            }
            rule(null, null, left == 0 ? 0 : share / left, fault);
            left -= share;
        }

        void rule(String method, String path, double rate, Fault fault) {
            rules.add(new Rule(method, path, rate, fault));
        }
    }
}
