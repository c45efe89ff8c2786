package dev.tenantry.stepfunctions.asl;

/** The rules for the names of variables. Source: Developer Guide, "Passing data between states with variables". */
final class VariableNames {
    private static final int MAX_LENGTH = 80;

    private VariableNames() {}

    static void check(Node assign, String name) {
        if (name.equals("states")) {
            assign.fieldError(name, "The variable name 'states' is reserved");
            return;
        }
        boolean valid = !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && (Character.isUnicodeIdentifierStart(name.codePointAt(0)) || name.charAt(0) == '_')
                && name.codePoints().skip(1).allMatch(each -> Character.isUnicodeIdentifierPart(each) || each == '_');
        if (!valid) {
            assign.fieldError(name, "Variable name is not valid: " + name);
        }
    }
}
