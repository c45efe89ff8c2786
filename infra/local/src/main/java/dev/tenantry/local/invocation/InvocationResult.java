package dev.tenantry.local.invocation;

/** The result of a synchronous invocation. */
@SuppressWarnings("ArrayRecordComponent") // Payloads are passed on, never compared.
public sealed interface InvocationResult {

    /**
     * The function returned.
     *
     * @param payload its result, as JSON
     */
    record Success(byte[] payload) implements InvocationResult {}

    /**
     * The function threw, timed out or could not be loaded. Lambda answers 200 with the header
     * {@code X-Amz-Function-Error}.
     *
     * @param payload a JSON object of {@code errorMessage}, {@code errorType} and {@code stackTrace}
     */
    record FunctionError(byte[] payload) implements InvocationResult {}

    /**
     * Lambda itself refused; the function did not run.
     *
     * @param type the exception's name in the Lambda API, for instance {@code TooManyRequestsException}
     * @param message what the caller reads
     * @param status the HTTP status that the Lambda API answers with
     */
    record ServiceError(String type, String message, int status) implements InvocationResult {}
}
