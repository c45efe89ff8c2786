package dev.tenantry.local.lambda;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Formats exceptions for the log. */
final class StackTraceFormatter {

    private StackTraceFormatter() {}

    static String text(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
