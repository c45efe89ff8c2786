package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job that a test moves on, with its event log, as the HTTP contract has them. */
public final class ScriptedJob {
    /** A well-formed job id. */
    public static final String ID = "job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, ObjectNode> steps = new LinkedHashMap<>();
    private final List<ObjectNode> events = new ArrayList<>();
    private final Instant createdAt = Instant.parse("2026-11-22T10:41:07.312Z");
    private String status = "PENDING";

    /** A job with two steps, version 1. */
    public ScriptedJob() {
        addStep("create-subaccount", "Create Twilio subaccount");
        addStep("buy-numbers", "Buy numbers");
        events.add(event(null));
    }

    /** The plan asks for an A2P registration of one step, and for no toll-free verification. */
    public synchronized ScriptedJob withRegistration() {
        addStep("register-brand", "Register A2P brand").put("group", "a2p");
        addStep("verify-toll-free-numbers", "Verify toll-free numbers")
                .put("group", "toll-free")
                .put("status", "SKIPPED")
                .put("message", "The plan has no toll-free verification");
        return this;
    }

    /** A step waits for the carriers' registry, from a time on. */
    public synchronized ObjectNode await(String name, String since) {
        var step = steps.get(name).put("status", "WAITING").put("message", "A2P brand BN1 submitted");
        step.putObject("waitingFor")
                .put("who", "the carriers' registry")
                .put("usually", "minutes to days")
                .put("since", since);
        return record(event(step));
    }

    /** A step comes to a status. */
    public synchronized ObjectNode step(String name, String newStatus, String message) {
        var step = steps.get(name);
        if (newStatus.equals("RUNNING")) {
            step.put("attempt", step.path("attempt").intValue() + 1);
            status = "RUNNING";
        }
        step.put("status", newStatus).put("message", message).remove("waitingFor");
        return record(event(step));
    }

    /** A step fails, with what the API says of it. */
    public synchronized ObjectNode fail(String name, String message, String nextAction) {
        var step = steps.get(name).put("status", "FAILED").put("message", message);
        step.remove("waitingFor");
        step.putObject("error")
                .put("code", "needs-human")
                .put("message", message)
                .put("nextAction", nextAction)
                .put("retryable", false)
                .putObject("upstream")
                .put("provider", "twilio")
                .put("code", 21422)
                .put("moreInfo", "https://www.twilio.com/docs/errors/21422");
        return record(event(step));
    }

    /** The tenant's steps are all done, and its registration waits; the events of that. */
    public synchronized List<ObjectNode> becomeUsable(String since) {
        var told = new ArrayList<ObjectNode>();
        for (var name : List.of("create-subaccount", "buy-numbers")) {
            told.add(step(name, "RUNNING", ""));
            told.add(step(name, "COMPLETE", name + " done"));
        }
        told.add(end("WAITING"));
        told.add(await("register-brand", since));
        return told;
    }

    /** The job comes to a status. */
    public synchronized ObjectNode end(String newStatus) {
        status = newStatus;
        return record(event(null));
    }

    /** The job goes from here to COMPLETE, every step by way of RUNNING; the events of that. */
    public synchronized List<ObjectNode> complete() {
        var told = new ArrayList<ObjectNode>();
        for (var name : steps.keySet()) {
            told.add(step(name, "RUNNING", ""));
            told.add(step(name, "COMPLETE", name + " done"));
        }
        told.add(end("COMPLETE"));
        return told;
    }

    /** The job as {@code GET} answers it. */
    public synchronized ObjectNode json() {
        var last = events.getLast();
        var job = MAPPER.createObjectNode();
        job.put("id", ID)
                .put("orgId", "acme")
                .put("status", status)
                .put("usable", status.equals("COMPLETE") || status.equals("WAITING"));
        job.put("version", version()).set("progress", progress());
        job.putArray("steps").addAll(steps.keySet().stream().map(this::timed).toList());
        job.put("simulated", true).put("createdBy", "somebody").put("createdAt", createdAt.toString());
        job.put("updatedAt", last.path("at").textValue()).put("aFieldOfTomorrow", true);
        if (status.equals("COMPLETE") || status.equals("FAILED")) {
            job.put("endedAt", last.path("at").textValue());
        }
        return job;
    }

    /** The events after a version. */
    public synchronized List<ObjectNode> eventsAfter(long version) {
        return List.copyOf(events.subList((int) Math.min(version, events.size()), events.size()));
    }

    /** How many changes the job has seen. */
    public synchronized long version() {
        return events.size();
    }

    /** A step with its times, which only the whole job tells. */
    private ObjectNode timed(String name) {
        var step = steps.get(name).deepCopy();
        for (var event : events) {
            if (event.path("step").path("name").asText().equals(name)) {
                switch (event.path("step").path("status").textValue()) {
                    case "RUNNING" -> step.set("startedAt", event.get("at"));
                    case "WAITING" -> step.remove("endedAt");
                    default -> step.set("endedAt", event.get("at"));
                }
            }
        }
        return step;
    }

    private ObjectNode addStep(String name, String title) {
        var step = MAPPER.createObjectNode()
                .put("name", name)
                .put("title", title)
                .put("group", "tenant")
                .put("status", "PENDING")
                .put("message", "")
                .put("attempt", 0);
        steps.put(name, step);
        return step;
    }

    private ObjectNode record(ObjectNode event) {
        events.add(event);
        return event;
    }

    private ObjectNode event(JsonNode step) {
        var event = MAPPER.createObjectNode();
        event.put("type", "provisioning-update").put("jobId", ID).put("orgId", "acme");
        event.put("version", events.size() + 1);
        event.put("at", createdAt.plusMillis(100L * events.size()).toString());
        event.putObject("job").put("status", status).set("progress", progress());
        if (step != null) {
            event.set("step", step.deepCopy());
        }
        return event;
    }

    private ObjectNode progress() {
        var done = (int) steps.values().stream()
                .filter(step -> step.path("status").textValue().equals("COMPLETE"))
                .count();
        return MAPPER.createObjectNode()
                .put("percent", done * 100 / steps.size())
                .put("completedSteps", done)
                .put("totalSteps", steps.size());
    }
}
