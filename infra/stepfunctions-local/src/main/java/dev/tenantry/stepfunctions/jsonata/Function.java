package dev.tenantry.stepfunctions.jsonata;

/** A function as a value. */
public sealed interface Function permits Builtin, Lambda, Partial, Regex {
    /** How many arguments it declares, by which a higher-order function decides how many to give. */
    int arity();
}
