package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What Lambda gives a handler of its logger; and nothing else, which the handlers here do not use. */
final class LoggedContext {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** The logged lines. */
    List<String> lines() {
        return lines;
    }

    Context context() {
        var logger = new LambdaLogger() {
            @Override
            public void log(String message) {
                lines.add(message);
            }

            @Override
            public void log(byte[] message) {
                lines.add(new String(message, StandardCharsets.UTF_8));
            }
        };
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getLogger")) {
                        return logger;
                    }
                    return switch (method.getName()) {
                        case "getAwsRequestId" -> "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
                        case "getFunctionName" -> "function";
                        case "getXrayTraceId" -> null;
                        default -> throw new AssertionError("The handlers use nothing else of the context: " + method);
                    };
                });
    }
}
