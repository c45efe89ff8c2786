package dev.tenantry.stepfunctions.jsonata;

import java.util.List;

/**
 * A function that an expression defines, with what surrounds its definition.
 *
 * @param definition where it is defined
 * @param input the context that its body is evaluated in
 * @param environment the variables that its body sees
 */
record Lambda(Node definition, Object input, Frame environment) implements Function {
    @Override
    public int arity() {
        return definition.arguments.size();
    }

    /** Whether it stands for a last call, which is made without deepening the stack. */
    boolean isThunk() {
        return definition.thunk;
    }

    List<Node> parameters() {
        return definition.arguments;
    }
}
