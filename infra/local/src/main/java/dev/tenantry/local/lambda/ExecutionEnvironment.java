package dev.tenantry.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.Callable;

/** One handler instance, which serves one invocation at a time. */
final class ExecutionEnvironment {

    /** The class that the product's handlers read their environment from; see its Javadoc for the contract. */
    private static final String ENVIRONMENT_CLASS = "dev.tenantry.core.Environment";

    private final ClassLoader code;
    private final RequestStreamHandler handler;

    private ExecutionEnvironment(ClassLoader code, RequestStreamHandler handler) {
        this.code = code;
        this.handler = handler;
    }

    /**
     * Makes a handler in its environment.
     *
     * @throws Exception what loading or constructing it threw
     */
    static ExecutionEnvironment initialize(HandlerType type, Map<String, String> variables) throws Exception {
        var handler = inContext(type.code(), () -> withVariables(type, variables));
        return new ExecutionEnvironment(type.code(), handler);
    }

    byte[] run(byte[] event, LocalContext context) throws Exception {
        return inContext(code, () -> HandlerType.run(handler, event, context));
    }

    /**
     * The process environment cannot differ by function in one JVM, so the code's own class binds the variables, where
     * there is one.
     */
    private static RequestStreamHandler withVariables(HandlerType type, Map<String, String> variables)
            throws Exception {
        Class<?> environment;
        try {
            environment = type.code().loadClass(ENVIRONMENT_CLASS);
        } catch (ClassNotFoundException e) {
            return type.newInstance();
        }
        var callWith = environment.getMethod("callWith", Map.class, Callable.class);
        Callable<RequestStreamHandler> body = type::newInstance;
        try {
            return (RequestStreamHandler) callWith.invoke(null, variables, body);
        } catch (InvocationTargetException e) {
            throw HandlerType.causeOf(e);
        }
    }

    private static <T> T inContext(ClassLoader code, Callable<T> body) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(code);
        try {
            return body.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
