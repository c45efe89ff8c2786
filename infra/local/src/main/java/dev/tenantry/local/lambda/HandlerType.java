package dev.tenantry.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/**
 * The class of a handler: makes instances, and binds them to JSON as Lambda's Java runtime does, with its own
 * serializers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Define Lambda function handler in
 *     Java</a>
 */
final class HandlerType {

    private static final String METHOD = "::handleRequest";

    private final Class<?> type;

    private HandlerType(Class<?> type) {
        this.type = type;
    }

    /**
     * Loads a handler's class.
     *
     * @param handler {@code package.Class} or {@code package.Class::handleRequest}
     * @param code where the class is
     * @throws ClassNotFoundException if it is not there
     * @throws IllegalArgumentException if it implements none of Lambda's handler interfaces
     */
    static HandlerType load(String handler, ClassLoader code) throws ClassNotFoundException {
        var name = handler.endsWith(METHOD) ? handler.substring(0, handler.length() - METHOD.length()) : handler;
        var type = Class.forName(name, true, code);
        if (!RequestHandler.class.isAssignableFrom(type) && !RequestStreamHandler.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(name + " implements neither RequestHandler nor RequestStreamHandler");
        }
        return new HandlerType(type);
    }

    ClassLoader code() {
        return type.getClassLoader();
    }

    /**
     * Makes an instance by the public no-argument constructor.
     *
     * @throws Exception what the constructor throws
     */
    RequestStreamHandler newInstance() throws Exception {
        var instance = construct();
        return switch (instance) {
            case RequestStreamHandler handler -> handler;
            case RequestHandler<?, ?> handler -> adapt(handler);
            default -> throw new IllegalStateException(type + " was checked to be a handler");
        };
    }

    private Object construct() throws Exception {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw causeOf(e);
        }
    }

    /** What a reflective call's target threw. */
    static Exception causeOf(InvocationTargetException e) {
        return switch (e.getCause()) {
            case Exception exception -> exception;
            case Error error -> throw error;
            case null, default -> e;
        };
    }

    private RequestStreamHandler adapt(RequestHandler<?, ?> handler) {
        var arguments = TypeArguments.of(type, RequestHandler.class)
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " implements RequestHandler raw"));
        var input = Serializer.of(arguments.getFirst(), code());
        var output = Serializer.of(arguments.getLast(), code());
        @SuppressWarnings("unchecked") // The runtime, too, trusts the declared types.
        var typed = (RequestHandler<Object, Object>) handler;
        return (in, out, context) -> {
            var result = typed.handleRequest(read(input, in.readAllBytes()), context);
            if (result == null) {
                out.write("null".getBytes(StandardCharsets.UTF_8));
            } else {
                output.write(result, out);
            }
        };
    }

    private static Object read(Serializer serializer, byte[] json) {
        try {
            return serializer.read(new ByteArrayInputStream(json));
        } catch (RuntimeException e) {
            throw new UnreadableEventException(e);
        }
    }

    /** Runs a handler on bytes. */
    static byte[] run(RequestStreamHandler handler, byte[] event, LocalContext context) throws IOException {
        var output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), output, context);
        return output.toByteArray();
    }
}
