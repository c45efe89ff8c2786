package dev.tenantry.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A job, as far as the page shows it as it is.
 *
 * @param org whose it is
 * @param status where it stands
 * @param progress how many of its steps are complete
 * @param steps its steps in order, but for those of parts that the plan leaves out
 */
record ShownJob(String org, String status, String progress, List<Step> steps) {

    private static final Pattern SID = Pattern.compile("\\b[A-Z]{2}[0-9a-f]{32}\\b");

    /**
     * A step.
     *
     * @param says what it says, which is the cause where it failed
     * @param sids what exists at Twilio because of it: those that it says first
     */
    record Step(String title, String status, String says, List<String> sids) {}

    /** What the page shows. */
    static ShownJob on(BrowserSession visit) {
        var shown = visit.evaluate("""
                () => {
                  document.querySelectorAll("step-row button").forEach((button) => button.remove());
                  const text = (root, selector) => root.querySelector(selector)?.textContent ?? "";
                  return {
                    org: text(document, "h1"),
                    status: text(document, ".state status-badge"),
                    progress: text(document, ".progress span:nth-of-type(2)"),
                    steps: [...document.querySelectorAll("step-row")].map((row) => ({
                      title: text(row, "h3"),
                      status: text(row, "status-badge"),
                      says: text(row, "dd") || text(row, "p"),
                      sids: [...row.querySelectorAll(".sid code")].map((code) => code.textContent),
                    })),
                  };
                }
                """);
        var steps = elements(shown.get("steps"))
                .map(step -> new Step(
                        text(step, "title"),
                        text(step, "status"),
                        text(step, "says"),
                        elements(step.get("sids")).map(JsonNode::textValue).toList()))
                .toList();
        return new ShownJob(text(shown, "org"), text(shown, "status"), text(shown, "progress"), steps);
    }

    /** What the API answers. */
    static ShownJob of(JsonNode job) {
        var progress = job.get("progress");
        var told = progress.get("completedSteps") + " of " + progress.get("totalSteps") + " steps";
        var wanted = elements(job.get("steps"))
                .filter(step -> !text(step, "status").equals("SKIPPED"))
                .map(step -> text(step, "group"))
                .collect(Collectors.toSet());
        var steps = elements(job.get("steps"))
                .filter(step -> wanted.contains(text(step, "group")))
                .map(step -> new Step(text(step, "title"), text(step, "status"), text(step, "message"), sids(step)))
                .toList();
        return new ShownJob(text(job, "orgId"), text(job, "status").replace("_", " "), told, steps);
    }

    /** Numbers are shown in E.164 in place of their SID, and only once. */
    private static List<String> sids(JsonNode step) {
        var message = text(step, "message");
        var said = SID.matcher(message).results().map(MatchResult::group);
        var made = elements(step.get("resources"))
                .filter(resource -> !resource.has("phoneNumber") || !message.contains(text(resource, "phoneNumber")))
                .map(resource -> text(resource, resource.has("phoneNumber") ? "phoneNumber" : "sid"));
        return Stream.concat(said, made).distinct().toList();
    }

    private static String text(JsonNode json, String field) {
        return json.get(field).textValue();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
