package dev.tenantry.twilio.simulator.callbacks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.twilio.simulator.domain.Account;
import dev.tenantry.twilio.simulator.domain.Sink;
import dev.tenantry.twilio.simulator.domain.Subscription;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.UsageTrigger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Makes Twilio send something. What is sent is signed with the token of the account that owns the resource. */
public final class Callbacks implements AutoCloseable {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final TwilioCloud cloud;
    private final Sender sender = new Sender();

    /** Sends what this cloud has to send. */
    public Callbacks(TwilioCloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Sends it, and waits for the answers.
     *
     * @throws IllegalArgumentException when it names something that does not exist
     */
    public List<Delivery> send(Callback callback) {
        var sendings = cloud.transact(() -> switch (callback) {
            case Callback.UsageTriggerFires fires -> List.of(fire(fires));
            case Callback.EventHappens event -> publish(event);
        });
        return sendings.stream().map(Supplier::get).toList();
    }

    private Supplier<Delivery> fire(Callback.UsageTriggerFires fires) {
        var trigger = cloud.usageTriggers()
                .find(fires.sid())
                .orElseThrow(() -> new IllegalArgumentException("there is no usage trigger " + fires.sid()))
                .fired(fires.currentValue(), cloud.now());
        cloud.usageTriggers().save(trigger);
        var token = account(trigger.accountSid()).authToken();
        var idempotencyToken = cloud.sids().secret("idempotency");
        var form = form(trigger, idempotencyToken);
        return () -> sender.form(trigger.callbackMethod(), trigger.callbackUrl(), form, token, idempotencyToken);
    }

    private static Map<String, String> form(UsageTrigger trigger, String idempotencyToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("AccountSid", trigger.accountSid());
        form.put("UsageTriggerSid", trigger.sid());
        form.put("DateFired", RFC_2822.format(trigger.dateFired()));
        form.put("Recurring", trigger.recurring());
        form.put("UsageCategory", trigger.usageCategory());
        form.put("TriggerBy", trigger.triggerBy());
        form.put("TriggerValue", trigger.triggerValue());
        form.put("CurrentValue", trigger.currentValue());
        form.put("UsageRecordUri", trigger.usageRecordUri());
        form.put("IdempotencyToken", idempotencyToken);
        return form;
    }

    private List<Supplier<Delivery>> publish(Callback.EventHappens event) {
        var account = account(event.accountSid());
        return cloud.subscriptions().ownedBy(account).stream()
                .flatMap(subscription -> subscription.types().stream()
                        .filter(type -> type.type().equals(event.eventType()))
                        .flatMap(type -> webhook(account, subscription).stream()
                                .map(sink -> deliver(account, sink, cloudEvents(account, event, type)))))
                .toList();
    }

    private List<Sink> webhook(Account account, Subscription subscription) {
        return cloud.sinks().find(account, subscription.sinkSid()).stream()
                .filter(sink -> sink.sinkType().equals("webhook"))
                .toList();
    }

    private Supplier<Delivery> deliver(Account account, Sink sink, String body) {
        var destination = sink.sinkConfiguration().get("destination").textValue();
        var idempotencyToken = cloud.sids().secret("idempotency");
        return () -> sender.json(destination, body, account.authToken(), idempotencyToken);
    }

    /** The events of one delivery: an array of CloudEvents 1.0, here of one. */
    private String cloudEvents(Account account, Callback.EventHappens event, Subscription.EventType type) {
        var events = JsonNodeFactory.instance.arrayNode();
        Instant now = cloud.now();
        events.addObject()
                .put("specversion", "1.0")
                .put("type", event.eventType())
                .put("source", "/2010-04-01/Accounts/" + account.sid())
                .put("id", cloud.sids().next("EZ"))
                .put(
                        "dataschema",
                        "https://events-schemas.twilio.com/" + type.type() + "/" + type.schemaVersion() + ".json")
                .put("datacontenttype", "application/json")
                .put("time", now.toString())
                .set("data", event.data());
        return events.toString();
    }

    private Account account(String sid) {
        return cloud.accounts().find(sid).orElseThrow(() -> new IllegalArgumentException("there is no account " + sid));
    }

    @Override
    public void close() {
        sender.close();
    }
}
