package dev.tenantry.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;

/**
 * The class loader of what Lambda's Java runtime offers a function besides its own code: the JDK and the interfaces of
 * aws-lambda-java-core.
 *
 * <p>Everything else, the event classes too, a function must bring along, just as on AWS.
 */
final class RuntimeClassLoader extends ClassLoader {

    private static final String RUNTIME_PACKAGE = "com.amazonaws.services.lambda.runtime.";
    private static final String EVENTS_PACKAGE = RUNTIME_PACKAGE + "events.";
    private static final String SERIALIZATION_PACKAGE = RUNTIME_PACKAGE + "serialization.";

    static {
        registerAsParallelCapable();
    }

    RuntimeClassLoader() {
        super("lambda-runtime", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(RUNTIME_PACKAGE)
                && !name.startsWith(EVENTS_PACKAGE)
                && !name.startsWith(SERIALIZATION_PACKAGE)) {
            return RequestHandler.class.getClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
