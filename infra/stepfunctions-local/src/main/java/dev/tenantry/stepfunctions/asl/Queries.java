package dev.tenantry.stepfunctions.asl;

/** The delimiters of an expression. A string that only contains them, or has a blank before them, is a plain string. */
final class Queries {
    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";

    private Queries() {}

    static boolean isQuery(String text) {
        return text.length() >= OPEN.length() + CLOSE.length() && text.startsWith(OPEN) && text.endsWith(CLOSE);
    }

    static String source(String text) {
        return text.substring(OPEN.length(), text.length() - CLOSE.length()).strip();
    }
}
