package dev.tenantry.twilio.simulator;

import dev.tenantry.twilio.simulator.faults.FaultRules;
import dev.tenantry.twilio.simulator.server.HttpServer;
import dev.tenantry.twilio.simulator.state.SimulatorSettings;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.storage.Checkpoint;
import dev.tenantry.twilio.simulator.storage.Database;
import dev.tenantry.twilio.simulator.timing.Delays;
import dev.tenantry.twilio.simulator.trusthub.TrustHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A stateful Twilio on 127.0.0.1. A client sends what it would send to {@code https://HOST/path} to
 * {@code baseUrl()/HOST/path}. Several may run in one JVM.
 */
public final class TwilioSimulator implements AutoCloseable {
    /** The parent account's own customer profile, which is approved from the start. */
    public static final String PRIMARY_PROFILE_SID = TrustHub.PRIMARY_PROFILE_SID;

    private final Builder settings;
    private final Database database;
    private final HttpServer server;

    private TwilioSimulator(Builder settings, Database database, HttpServer server) {
        this.settings = settings;
        this.database = database;
        this.server = server;
    }

    /** A simulator on a free port, in memory, at Twilio's own pace. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, such as {@code http://127.0.0.1:8090}, without a slash at the end. */
    public URI baseUrl() {
        return server.uri();
    }

    /** The parent account. */
    public String accountSid() {
        return settings.accountSid;
    }

    /** The parent account's token: made up, so no secret. */
    public String authToken() {
        return settings.authToken;
    }

    /**
     * The state of now, for tests that try many things from one beginning: all resources, reviews and callbacks, but
     * neither the log of requests nor the faults that were installed.
     */
    public Checkpoint checkpoint() {
        return database.checkpoint();
    }

    /** Stops listening and closes the files. */
    @Override
    public void close() throws IOException {
        try (database) {
            server.close();
        }
    }

    /** How a simulator starts. Each setter returns the builder. */
    public static final class Builder {
        private static final double EMERGENCY_REGISTRATION_MILLIS = 5_000;
        private static final double DELIVERY_MILLIS = 2_000;

        private int port;
        private Path dataDirectory;
        private double speed = 1;
        private double reviewSpeed = 86_400;
        private long seed = 1;
        private int maxSubaccounts = 1000;
        private int maxSenders = 400;
        private int maxConcurrentRequests = 100;
        private boolean reviewsByRequirements;
        private String accountSid = "AC" + "0123456789abcdef".repeat(2);
        private String authToken = "deadbeef".repeat(4);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** The port; 0, the default, is a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Where the state is kept, over restarts too; null, the default: in memory. */
        public Builder dataDirectory(Path directory) {
            this.dataDirectory = directory;
            return this;
        }

        /** What every delay is divided by: 1 is Twilio's pace, {@link Double#POSITIVE_INFINITY} is none. */
        public Builder speed(double speed) {
            this.speed = speed;
            return this;
        }

        /**
         * What the time of reviews is divided by, beyond the speed: 86,400, the default, makes a second of a day, so
         * that a campaign takes ten.
         */
        public Builder reviewSpeed(double speed) {
            this.reviewSpeed = speed;
            return this;
        }

        /** What decides SIDs, inventory, delays, how long reviews take, and everything that goes by rate. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** How many subaccounts may be open at once; 1,000 by default, as with Twilio. */
        public Builder maxSubaccounts(int max) {
            this.maxSubaccounts = max;
            return this;
        }

        /** How many numbers a messaging service may have; 400 by default, as with Twilio. */
        public Builder maxSenders(int max) {
            this.maxSenders = max;
            return this;
        }

        /** How many requests of an account may be under way before 429; 100 by default, Twilio does not say its own. */
        public Builder maxConcurrentRequests(int max) {
            this.maxConcurrentRequests = max;
            return this;
        }

        /**
         * Whether campaigns that do not meet the published requirements are rejected; by default whatever is submitted
         * is approved.
         */
        public Builder reviewsByRequirements(boolean holds) {
            this.reviewsByRequirements = holds;
            return this;
        }

        /** The parent account. */
        public Builder accountSid(String sid) {
            this.accountSid = sid;
            return this;
        }

        /** The parent account's token. */
        public Builder authToken(String token) {
            this.authToken = token;
            return this;
        }

        /** The clock of all dates. Delays pass in real time. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        private Duration time(double millis) {
            return Duration.ofMillis(Math.round(millis / speed));
        }

        /**
         * Starts the simulator.
         *
         * @throws IOException when the port is taken or the data cannot be read
         */
        public TwilioSimulator start() throws IOException {
            var database = new Database(dataDirectory);
            try {
                var state = new TwilioState(settings(), database, clock);
                var products = new TwilioProducts(state, speed, speed * reviewSpeed);
                var server = new HttpServer(port, service(state, products));
                server.start();
                return new TwilioSimulator(this, database, server);
            } catch (IOException | RuntimeException e) {
                database.close();
                throw e;
            }
        }

        private SimulatorSettings settings() {
            return new SimulatorSettings(
                    accountSid,
                    authToken,
                    seed,
                    maxSubaccounts,
                    maxSenders,
                    time(EMERGENCY_REGISTRATION_MILLIS),
                    time(DELIVERY_MILLIS),
                    reviewsByRequirements);
        }

        private HttpServer.Service service(TwilioState state, TwilioProducts products) {
            return new HttpServer.Service(
                    state,
                    products.accounts(),
                    products.routes(),
                    products.reviews(),
                    products.callbacks(),
                    new Delays(seed, speed),
                    new FaultRules(seed),
                    products::stateDump,
                    maxConcurrentRequests);
        }
    }
}
