package dev.tenantry.twilio.simulator.callbacks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.twilio.simulator.domain.Account;
import dev.tenantry.twilio.simulator.domain.OutgoingMessage;
import dev.tenantry.twilio.simulator.domain.Sink;
import dev.tenantry.twilio.simulator.domain.Subscription;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.UsageTrigger;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Makes messages of what happens: who is told, where, and in which words. Use it inside a transaction. */
final class Envelopes {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final TwilioCloud cloud;

    Envelopes(TwilioCloud cloud) {
        this.cloud = cloud;
    }

    /**
     * One message for each who wants to know.
     *
     * @throws IllegalArgumentException when it names something that does not exist
     */
    List<OutgoingMessage> of(Callback callback, Long answerer) {
        return switch (callback) {
            case Callback.UsageTriggerFires fires -> List.of(fire(fires, answerer));
            case Callback.BundleStatusChanges changes -> bundleStatus(changes, answerer);
            case Callback.EventHappens event -> publish(event, answerer);
        };
    }

    private OutgoingMessage fire(Callback.UsageTriggerFires fires, Long answerer) {
        var trigger = cloud.usageTriggers()
                .find(fires.sid())
                .orElseThrow(() -> new IllegalArgumentException("there is no usage trigger " + fires.sid()))
                .fired(fires.currentValue(), cloud.now());
        cloud.usageTriggers().save(trigger);
        var idempotencyToken = cloud.sids().secret("idempotency");
        return message(
                trigger.accountSid(),
                "usage-trigger",
                trigger.callbackMethod(),
                trigger.callbackUrl(),
                new Content(form(trigger, idempotencyToken), null),
                idempotencyToken,
                answerer);
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

    private List<OutgoingMessage> bundleStatus(Callback.BundleStatusChanges changes, Long answerer) {
        var bundle = cloud.trustHub()
                .bundle(changes.sid())
                .orElseThrow(() -> new IllegalArgumentException("there is no bundle " + changes.sid()));
        if (bundle.statusCallback() == null) {
            return List.of();
        }
        var form = new LinkedHashMap<String, String>();
        form.put("AccountSid", bundle.accountSid());
        form.put("BundleSid", bundle.sid());
        form.put("Status", bundle.status().word());
        bundle.errors().stream().findFirst().ifPresent(error -> form.put("FailureReason", error.message()));
        return List.of(message(
                bundle.accountSid(),
                "bundle-status",
                "POST",
                bundle.statusCallback(),
                new Content(form, null),
                cloud.sids().secret("idempotency"),
                answerer));
    }

    private List<OutgoingMessage> publish(Callback.EventHappens event, Long answerer) {
        var account = cloud.accounts()
                .find(event.accountSid())
                .orElseThrow(() -> new IllegalArgumentException("there is no account " + event.accountSid()));
        var id = cloud.sids().next("EZ");
        return cloud.subscriptions().ownedBy(account).stream()
                .flatMap(subscription -> subscription.types().stream()
                        .filter(type -> type.type().equals(event.eventType()))
                        .flatMap(type -> webhook(account, subscription)
                                .map(sink -> message(
                                        account.sid(),
                                        event.eventType(),
                                        "POST",
                                        sink.sinkConfiguration()
                                                .get("destination")
                                                .textValue(),
                                        new Content(null, cloudEvents(id, event, type)),
                                        cloud.sids().secret("idempotency"),
                                        answerer))))
                .toList();
    }

    private Stream<Sink> webhook(Account account, Subscription subscription) {
        return cloud.sinks().find(account, subscription.sinkSid()).stream()
                .filter(sink -> sink.sinkType().equals("webhook"));
    }

    /** The events of one delivery: an array of CloudEvents 1.0, here of one. */
    private String cloudEvents(String id, Callback.EventHappens event, Subscription.EventType type) {
        var events = JsonNodeFactory.instance.arrayNode();
        events.addObject()
                .put("specversion", "1.0")
                .put("type", event.eventType())
                .put("source", "/2010-04-01/Accounts/" + event.accountSid())
                .put("id", id)
                .put(
                        "dataschema",
                        "https://events-schemas.twilio.com/" + type.type() + "/" + type.schemaVersion() + ".json")
                .put("datacontenttype", "application/json")
                .put("time", cloud.now().toString())
                .set("data", event.data());
        return events.toString();
    }

    private record Content(Map<String, String> form, String json) {}

    private OutgoingMessage message(
            String accountSid,
            String type,
            String method,
            String url,
            Content content,
            String idempotencyToken,
            Long answerer) {
        return new OutgoingMessage(
                cloud.sids().secret("message"),
                accountSid,
                type,
                method,
                url,
                content.form(),
                content.json(),
                idempotencyToken,
                cloud.instant(),
                0,
                answerer,
                cloud.now());
    }
}
