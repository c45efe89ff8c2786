package dev.tenantry.core.readiness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.json.Json;

/** Writes a sender and its readiness as the API shows them. */
public final class SenderJson {
    private SenderJson() {}

    /** A sender with a verdict for each class of destination. */
    public static ObjectNode write(Sender sender) {
        var json = Json.object()
                .put("sender", sender.name())
                .put(
                        "type",
                        sender.group()
                                .map(_ -> ResourceKind.PHONE_NUMBER)
                                .orElse(ResourceKind.ALPHA_SENDER)
                                .id())
                .put("sid", sender.sid());
        sender.group().ifPresent(group -> json.put("country", group.country())
                .put("numberType", group.type().word()));
        var destinations = json.putArray("destinations");
        for (var destination : Destination.values()) {
            destinations.add(write(destination, sender.verdict(destination)));
        }
        return json;
    }

    private static ObjectNode write(Destination destination, Verdict verdict) {
        var json = Json.object().put("destination", destination.word());
        switch (verdict) {
            case Verdict.Ready ready -> {
                json.put("status", "ready");
                ready.since().ifPresent(since -> json.put("since", Json.time(since)));
                ready.provided().ifPresent(provided -> json.put("provided", provided));
            }
            case Verdict.NotYet waiting -> write(waiting, json);
            case Verdict.No no -> write(no, json);
        }
        return json;
    }

    private static void write(Verdict.NotYet waiting, ObjectNode json) {
        json.put("status", "not-yet");
        refusal(waiting.refusal(), json);
        json.put("reason", waiting.reason())
                .put("whoActs", waiting.whoActs().word())
                .put("waitsFor", waiting.waitsFor());
        waiting.since().ifPresent(since -> json.put("since", Json.time(since)));
        waiting.usually().ifPresent(usually -> json.put("usually", usually));
        waiting.expected().ifPresent(expected -> json.putObject("expected")
                .put("earliest", Json.time(expected.earliest()))
                .put("latest", Json.time(expected.latest())));
        json.put("nextAction", "Nobody needs to act: send nothing there until then.");
    }

    private static void write(Verdict.No no, ObjectNode json) {
        json.put("status", "no");
        no.refusal().ifPresent(refusal -> refusal(refusal, json));
        json.put("reason", no.reason()).put("whoActs", no.whoActs().word()).put("nextAction", no.nextAction());
        no.cause().ifPresent(cause -> json.putObject("cause")
                .put("code", Integer.parseInt(cause.code()))
                .put("meaning", cause.meaning())
                .put("moreInfo", cause.moreInfo().toString()));
    }

    private static void refusal(ErrorCode refusal, ObjectNode json) {
        json.put("code", Integer.parseInt(refusal.code()))
                .put("moreInfo", refusal.moreInfo().toString());
    }
}
