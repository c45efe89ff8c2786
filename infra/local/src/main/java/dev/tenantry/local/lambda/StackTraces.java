package dev.tenantry.local.lambda;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Puts exceptions into words for the log. */
final class StackTraces {

    private StackTraces() {}

    static String text(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
