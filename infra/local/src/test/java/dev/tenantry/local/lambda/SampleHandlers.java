package dev.tenantry.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.tenantry.core.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Functions to run in tests. They see nothing of the tests but these classes, as on AWS. */
public final class SampleHandlers {

    private SampleHandlers() {}

    /** Answers its input. */
    public static class Echo implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            input.transferTo(output);
        }
    }

    /** Takes the request by name. */
    public static class Request {
        private String name;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    /** A generic base class, as functions that share behaviour have. */
    public abstract static class Base<T> implements RequestHandler<T, Map<String, String>> {
        @Override
        public Map<String, String> handleRequest(T input, Context context) {
            return Map.of("greeting", greeting(input));
        }

        abstract String greeting(T input);
    }

    /** Greets. */
    public static class Greeter extends Base<Request> {
        @Override
        String greeting(Request input) {
            return "Hello, " + input.getName();
        }
    }

    /** Answers nothing. */
    public static class Silent implements RequestHandler<Map<String, Object>, Void> {
        @Override
        public Void handleRequest(Map<String, Object> input, Context context) {
            return null;
        }
    }

    /** Fails with the message it is given. */
    public static class Failing implements RequestHandler<Request, String> {
        @Override
        public String handleRequest(Request input, Context context) {
            context.getLogger().log("about to fail");
            throw new IllegalArgumentException(input.getName());
        }
    }

    /** Logs its input. */
    public static class Logging implements RequestHandler<Map<String, Object>, String> {
        @Override
        public String handleRequest(Map<String, Object> input, Context context) {
            context.getLogger().log(input.toString());
            return "";
        }
    }

    /** Cannot be made. */
    public static class Unmakeable implements RequestHandler<Request, String> {
        public Unmakeable() {
            throw new IllegalStateException("no table");
        }

        @Override
        public String handleRequest(Request input, Context context) {
            return "";
        }
    }

    /** Never answers by itself. */
    public static class Hanging implements RequestHandler<Request, String> {
        private final String instance = UUID.randomUUID().toString();

        @Override
        public String handleRequest(Request input, Context context) {
            if ("hang".equals(input.getName())) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return instance;
        }
    }

    /** Returns the id of its instance; with an argument above 0, only after two such invocations have arrived. */
    public static class Meeting implements RequestHandler<Integer, String> {
        private static final CountDownLatch TWO = new CountDownLatch(2);
        private final String instance = UUID.randomUUID().toString();

        @Override
        public String handleRequest(Integer others, Context context) {
            if (others > 0) {
                TWO.countDown();
                try {
                    TWO.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return instance;
        }
    }

    /** Returns the id of its instance: once eight invocations have begun, or at once when its input is 0. */
    public static class Gathering implements RequestHandler<Integer, String> {
        private static final CountDownLatch EIGHT = new CountDownLatch(8);
        private final String instance = UUID.randomUUID().toString();

        @Override
        public String handleRequest(Integer expected, Context context) {
            if (expected > 0) {
                EIGHT.countDown();
                try {
                    EIGHT.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return instance;
        }
    }

    /** Tells the context. */
    public static class ContextTeller implements RequestHandler<Object, Map<String, Object>> {
        @Override
        public Map<String, Object> handleRequest(Object input, Context context) {
            return Map.of(
                    "name", context.getFunctionName(),
                    "version", context.getFunctionVersion(),
                    "arn", context.getInvokedFunctionArn(),
                    "memory", context.getMemoryLimitInMB(),
                    "remaining", context.getRemainingTimeInMillis(),
                    "requestId", context.getAwsRequestId());
        }
    }

    /** Tells how long it may take, and the variables it was made with. */
    public static class Teller implements RequestHandler<List<String>, List<String>> {
        private final Environment environment = Environment.current();

        @Override
        public List<String> handleRequest(List<String> names, Context context) {
            var told = new ArrayList<String>();
            told.add(Math.ceilDiv(context.getRemainingTimeInMillis(), 1000) + " s");
            names.forEach(name -> told.add(name + "=" + environment.find(name).orElse("")));
            return told;
        }
    }

    /** Tells the variables it was made with. */
    public static class VariableTeller implements RequestHandler<List<String>, List<String>> {
        private final Environment environment = Environment.current();

        @Override
        public List<String> handleRequest(List<String> names, Context context) {
            return names.stream().map(name -> environment.find(name).orElse("")).toList();
        }
    }

    /** Tells the keys of a DynamoDB event's records. */
    public static class StreamReader implements RequestHandler<DynamodbEvent, List<String>> {
        @Override
        public List<String> handleRequest(DynamodbEvent event, Context context) {
            var keys = new ArrayList<String>();
            event.getRecords()
                    .forEach(record -> keys.add(record.getEventName() + " "
                            + record.getDynamodb().getKeys().get("PK").getS()));
            return keys;
        }
    }

    /** Tells which of some classes it can see. */
    public static class Spy implements RequestHandler<List<String>, List<String>> {
        @Override
        public List<String> handleRequest(List<String> classes, Context context) {
            return classes.stream().filter(Spy::isVisible).toList();
        }

        private static boolean isVisible(String name) {
            try {
                Class.forName(name);
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
