package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The form of a resource: which parameters its creation and its update take, and which properties they become. Unknown
 * ones are ignored, as Twilio does.
 *
 * @param <T> the resource's record
 */
public final class Form<T> {
    private final Class<T> type;
    private final List<Parameter> parameters;

    /** A form that makes records of this type. */
    public Form(Class<T> type, Parameter... parameters) {
        this.type = type;
        this.parameters = List.of(parameters);
    }

    /**
     * A new resource from what was sent; 20001 when something required is missing or something is not what it should
     * be.
     *
     * @param sent the request's form
     * @param identity what the client does not choose, by property name: SIDs and the like
     * @param now the resource's dates
     */
    public T create(Params sent, Map<String, String> identity, Instant now) {
        var properties = Json.V1.object();
        for (var parameter : parameters) {
            if (parameter.required() && sent.get(parameter.name()).isEmpty()) {
                throw new TwilioException(
                        ErrorCode.INVALID_PARAMETER,
                        "Missing required parameter " + parameter.name() + " in the post body");
            }
            parameter.byDefault().ifPresent(value -> properties.set(parameter.property(), value));
        }
        identity.forEach(properties::put);
        properties.put("date_created", now.toString());
        properties.setAll(changes(sent, now));
        return Json.convert(properties, type);
    }

    /** Checks what was sent, and returns what it does to a resource, which also gets a new date. */
    public UnaryOperator<T> change(Params sent, Instant now) {
        var changes = changes(sent, now);
        return resource -> Json.merge(resource, changes, type);
    }

    private ObjectNode changes(Params sent, Instant now) {
        var changes = Json.V1.object();
        for (var parameter : parameters) {
            var values = sent.all(parameter.name());
            if (!values.isEmpty()) {
                changes.set(parameter.property(), parameter.parse().apply(values));
            }
        }
        changes.put("date_updated", now.toString());
        return changes;
    }
}
