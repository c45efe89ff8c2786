package dev.tenantry.benchmarks;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The process in which one handler is made, as Lambda does while a function initializes, and is then called twice with
 * the same event. It has the libraries of the function's code folder, and that with which Lambda's runtime reads
 * events. What the runtime itself does is not measured.
 *
 * <p>It prints, for making and for each of the two calls, the time in microseconds, the CPU time in microseconds and
 * the number of classes that were loaded, then the last answer, and then what the handler logged.
 */
final class InitProbe {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

    private InitProbe() {}

    /**
     * Makes a handler, and calls it.
     *
     * @param arguments the handler's class and the file of the event
     */
    public static void main(String[] arguments) throws Exception {
        var event = Files.readAllBytes(Path.of(arguments[1]));
        // What the runtime has done before it makes a handler.
        Reading.now();
        var begin = Reading.now();
        var handler = Class.forName(arguments[0]).getConstructor().newInstance();
        var made = Reading.now();
        var figures = new StringBuilder(made.since(begin));
        Object answer = null;
        for (var call = 0; event.length > 0 && call < 2; call++) {
            var input = read(handler, event);
            var called = Reading.now();
            answer = call(handler, input);
            figures.append(' ').append(Reading.now().since(called));
        }
        System.out.println(figures);
        System.out.println(written(answer));
        System.out.println(LOG);
    }

    @SuppressWarnings("unchecked")
    private static Object call(Object handler, Object input) {
        return ((RequestHandler<Object, Object>) handler).handleRequest(input, new Invocation());
    }

    /** As the runtime reads it. */
    private static Object read(Object handler, byte[] event) {
        var type = Arrays.stream(handler.getClass().getMethods())
                .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
                .map(Method::getParameterTypes)
                .map(types -> types[0])
                .findFirst()
                .orElseThrow();
        PojoSerializer<?> serializer = LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, InitProbe.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
        return serializer.fromJson(new ByteArrayInputStream(event));
    }

    private static String written(Object answer) {
        if (answer == null) {
            return "";
        }
        var json = new ByteArrayOutputStream();
        JacksonFactory.getInstance().getSerializer(Object.class).toJson(answer, json);
        return json.toString(StandardCharsets.UTF_8);
    }

    /** What the process has used so far. */
    private record Reading(long nanoseconds, long cpuNanoseconds, long classes) {
        static Reading now() {
            return new Reading(
                    System.nanoTime(),
                    SYSTEM.getProcessCpuTime(),
                    ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        }

        String since(Reading earlier) {
            return (nanoseconds - earlier.nanoseconds) / 1_000
                    + " " + (cpuNanoseconds - earlier.cpuNanoseconds) / 1_000
                    + " " + (classes - earlier.classes);
        }
    }

    /** The context of the two calls. */
    private static final class Invocation implements Context {
        @Override
        public String getAwsRequestId() {
            return "7f1c4ab3-6c9d-4b8c-9f0e-2d5a1b3c4d5e";
        }

        @Override
        public String getLogGroupName() {
            return "functions";
        }

        @Override
        public String getLogStreamName() {
            return "probe";
        }

        @Override
        public String getFunctionName() {
            return "probe";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:us-east-1:123456789012:function:probe:live";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 60_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 1024;
        }

        @Override
        public LambdaLogger getLogger() {
            return new LambdaLogger() {
                @Override
                public void log(String message) {
                    LOG.add(message);
                }

                @Override
                public void log(byte[] message) {
                    log(new String(message, StandardCharsets.UTF_8));
                }
            };
        }
    }
}
