package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Builtin;
import java.util.List;
import java.util.stream.Stream;

/** Every function that an expression can call. Step Functions leaves {@code $eval} out. */
public final class Library {
    /** The functions. */
    public static final List<Builtin> FUNCTIONS = Stream.of(
                    StringFunctions.all(),
                    PatternFunctions.all(),
                    EncodingFunctions.all(),
                    NumberFunctions.all(),
                    DateFunctions.all(),
                    ArrayFunctions.all(),
                    HigherOrderFunctions.all(),
                    StepFunctionsFunctions.all())
            .flatMap(List::stream)
            .toList();

    private Library() {}
}
