package dev.tenantry.twilio.simulator.callbacks;

import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The types of callbacks, and how each becomes messages. */
public final class CallbackTypes {
    private final Map<Class<?>, Type<?>> types = new LinkedHashMap<>();

    /**
     * Adds a type.
     *
     * @param name its name in the control API
     * @param type its record
     * @param messages one message for each recipient, created inside a transaction; an {@link IllegalArgumentException}
     *     when the callback names something that does not exist
     */
    public <C extends Callback> void register(String name, Class<C> type, Function<C, List<OutgoingMessage>> messages) {
        types.put(type, new Type<>(name, type, messages));
    }

    /** The names of the types, for reading them from JSON. */
    public NamedType[] names() {
        return types.values().stream()
                .map(type -> new NamedType(type.type, type.name))
                .toArray(NamedType[]::new);
    }

    List<OutgoingMessage> messagesOf(Callback callback) {
        return types.get(callback.getClass()).messagesOf(callback);
    }

    private record Type<C extends Callback>(String name, Class<C> type, Function<C, List<OutgoingMessage>> messages) {
        List<OutgoingMessage> messagesOf(Callback callback) {
            return messages.apply(type.cast(callback));
        }
    }
}
