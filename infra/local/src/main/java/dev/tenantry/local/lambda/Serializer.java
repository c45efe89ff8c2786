package dev.tenantry.local.lambda;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * The runtime's serializer of one type. AWS's library keeps what it learns of a class in static fields, by its name, so
 * each code has the library to itself: it is called by reflection.
 */
final class Serializer {

    private final Object serializer;
    private final Method read;
    private final Method write;

    private Serializer(Class<?> type, Object serializer) throws NoSuchMethodException {
        this.serializer = serializer;
        this.read = type.getMethod("fromJson", InputStream.class);
        this.write = type.getMethod("toJson", Object.class, OutputStream.class);
    }

    /** A loader of the library's own, to be the parent of some code's. */
    static URLClassLoader newLoader(ClassLoader runtime) {
        var library = JacksonFactory.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader("lambda-serialization", new URL[] {library}, runtime);
    }

    /** The serializer of a type that some code's handler takes or returns. */
    static Serializer of(Type json, ClassLoader code) {
        try {
            var events = code.loadClass(LambdaEventSerializers.class.getName());
            var type = code.loadClass(PojoSerializer.class.getName());
            if (json instanceof Class<?> event
                    && (Boolean) events.getMethod("isLambdaSupportedEvent", String.class)
                            .invoke(null, event.getName())) {
                var serializerFor = events.getMethod("serializerFor", Class.class, ClassLoader.class);
                return new Serializer(type, serializerFor.invoke(null, event, code));
            }
            var factory = code.loadClass(JacksonFactory.class.getName());
            var instance = factory.getMethod("getInstance").invoke(null);
            return new Serializer(
                    type, factory.getMethod("getSerializer", Type.class).invoke(instance, json));
        } catch (InvocationTargetException e) {
            throw unchecked(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Lambda's serialization library is not as expected", e);
        }
    }

    Object read(InputStream json) {
        return call(read, json);
    }

    void write(Object value, OutputStream json) {
        call(write, value, json);
    }

    private Object call(Method method, Object... arguments) {
        try {
            return method.invoke(serializer, arguments);
        } catch (InvocationTargetException e) {
            throw unchecked(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Lambda's serialization library is not as expected", e);
        }
    }

    private static RuntimeException unchecked(InvocationTargetException e) {
        return HandlerType.causeOf(e) instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
}
