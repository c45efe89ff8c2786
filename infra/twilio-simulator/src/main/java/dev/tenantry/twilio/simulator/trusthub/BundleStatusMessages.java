package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.callbacks.MessageFactory;
import dev.tenantry.twilio.simulator.callbacks.OutgoingMessage;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.LinkedHashMap;
import java.util.List;

/** The form that tells a bundle's StatusCallback of its status. Use it inside a transaction. */
final class BundleStatusMessages {
    private final TrustHub trustHub;
    private final MessageFactory messages;

    BundleStatusMessages(TwilioState state, TrustHub trustHub) {
        this.trustHub = trustHub;
        this.messages = new MessageFactory(state);
    }

    /** One message, or none when the bundle has no StatusCallback. */
    List<OutgoingMessage> of(BundleStatusCallback callback) {
        var bundle = trustHub.bundle(callback.sid())
                .orElseThrow(() -> new IllegalArgumentException("there is no bundle " + callback.sid()));
        if (bundle.statusCallback() == null) {
            return List.of();
        }
        var form = new LinkedHashMap<String, String>();
        form.put("AccountSid", bundle.accountSid());
        form.put("BundleSid", bundle.sid());
        form.put("Status", bundle.status().wireName());
        bundle.errors().stream().findFirst().ifPresent(error -> form.put("FailureReason", error.message()));
        return List.of(messages.form(
                bundle.accountSid(),
                "bundle-status",
                "POST",
                bundle.statusCallback(),
                form,
                messages.idempotencyToken()));
    }
}
