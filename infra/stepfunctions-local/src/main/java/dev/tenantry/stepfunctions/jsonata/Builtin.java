package dev.tenantry.stepfunctions.jsonata;

/**
 * A function that JSONata or Step Functions provides.
 *
 * @param name without the dollar sign
 * @param arity how many arguments it declares
 * @param signature what it accepts
 * @param implementation what it does
 */
public record Builtin(String name, int arity, Signature signature, Implementation implementation) implements Function {
    /** The body of a function. */
    public interface Implementation {
        Object call(Call call);
    }

    public static Builtin of(String name, int arity, String signature, Implementation implementation) {
        return new Builtin(name, arity, Signature.parse(signature), implementation);
    }
}
