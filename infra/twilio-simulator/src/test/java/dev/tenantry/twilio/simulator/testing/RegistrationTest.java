package dev.tenantry.twilio.simulator.testing;

import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A subaccount at a Twilio whose reviews take no time, and a receiver that its callbacks go to. */
public abstract class RegistrationTest {
    protected TwilioSimulator simulator;
    protected CallbackReceiver receiver;
    protected RawClient parent;
    protected RawClient own;
    protected RegistrationClient registrations;
    protected String account;

    @BeforeEach
    void start() throws Exception {
        receiver = new CallbackReceiver();
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        parent = RawClient.ofParent(simulator);
        var created = parent.post("api.twilio.com/2010-04-01/Accounts.json");
        account = created.text("sid");
        receiver.expectToken(created.text("auth_token"));
        own = new RawClient(simulator.baseUrl(), account, created.text("auth_token"));
        registrations = new RegistrationClient(own, account);
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
        parent.close();
        simulator.close();
        receiver.close();
    }

    /** Subscribes the receiver to these events, named without their prefix. */
    protected void subscribe(String... names) throws Exception {
        var sink = own.post(
                "events.twilio.com/v1/Sinks",
                "Description",
                "sink",
                "SinkType",
                "webhook",
                "SinkConfiguration",
                "{\"destination\": \"" + receiver.url("/events")
                        + "\", \"method\": \"POST\", \"batch_events\": false}");
        var form = Arrays.stream(names)
                .flatMap(name -> Arrays.stream(
                        new String[] {"Types", "{\"type\": \"com.twilio.messaging.compliance." + name + "\"}"}))
                .collect(Collectors.toList());
        form.addAll(List.of("Description", "subscription", "SinkSid", sink.text("sid")));
        own.post("events.twilio.com/v1/Subscriptions", form.toArray(String[]::new));
    }

    /** Installs a rule of reviews. */
    protected void rule(String json) throws Exception {
        control("/_simulator/reviews/rules", json);
    }

    protected RawClient.Answer control(String path, String json) throws Exception {
        return parent.control("POST", path, json);
    }
}
