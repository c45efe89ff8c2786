package dev.tenantry.twilio.simulator.usage;

import dev.tenantry.twilio.simulator.callbacks.MessageFactory;
import dev.tenantry.twilio.simulator.callbacks.OutgoingMessage;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The form that a usage trigger sends when it fires. Use it inside a transaction. */
final class UsageTriggerMessages {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final TwilioState state;
    private final ResourceTable<UsageTrigger> triggers;
    private final MessageFactory messages;

    UsageTriggerMessages(TwilioState state, ResourceTable<UsageTrigger> triggers) {
        this.state = state;
        this.triggers = triggers;
        this.messages = new MessageFactory(state);
    }

    /** Fires a trigger. */
    List<OutgoingMessage> of(UsageTriggerCallback callback) {
        var trigger = triggers.find(callback.sid())
                .orElseThrow(() -> new IllegalArgumentException("there is no usage trigger " + callback.sid()))
                .fired(callback.currentValue(), state.now());
        triggers.save(trigger);
        var idempotencyToken = messages.idempotencyToken();
        return List.of(messages.form(
                trigger.accountSid(),
                "usage-trigger",
                trigger.callbackMethod(),
                trigger.callbackUrl(),
                form(trigger, idempotencyToken),
                idempotencyToken));
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
}
