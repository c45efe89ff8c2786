package dev.tenantry.twilio.simulator.http;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The form of a resource: which parameters its creation and update take. Unknown ones are ignored, as Twilio does.
 *
 * @param <T> the resource's record
 */
final class Form<T> {
    private final Class<T> type;
    private final List<Parameter> parameters;

    Form(Class<T> type, List<Parameter> parameters) {
        this.type = type;
        this.parameters = parameters;
    }

    /** Checks what was sent, and returns what it does to a resource, which also gets a new date. */
    UnaryOperator<T> read(Params sent, Instant now) {
        var changes = Json.V1.object();
        for (var parameter : parameters) {
            sent.get(parameter.name())
                    .ifPresent(value ->
                            changes.set(parameter.property(), parameter.parse().apply(value)));
        }
        changes.put("date_updated", now.toString());
        return resource -> Json.merge(resource, changes, type);
    }
}
