package dev.tenantry.local.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenantry.local.web.Json;

/** An error that a service answers with, as its API reference names it. */
public final class AwsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;

    /**
     * Makes an error that the caller caused, which has status 400 in the AWS JSON protocols.
     *
     * @param type the error's name, for instance {@code ResourceNotFoundException}
     */
    public AwsException(String type, String message) {
        this(type, message, 400);
    }

    AwsException(String type, String message, int status) {
        super(message);
        this.type = type;
        this.status = status;
    }

    static AwsException unknownOperation(String operation) {
        return new AwsException("UnknownOperationException", "The operation " + operation + " is not available here");
    }

    static AwsException validation(String message) {
        return new AwsException("ValidationException", message);
    }

    /** The error's name. */
    public String type() {
        return type;
    }

    /** The answer that tells a caller of it. */
    public AwsAnswer answer() {
        return new AwsAnswer(status, Json.bytes(new Body(type, getMessage())));
    }

    @JsonInclude(Include.NON_NULL)
    private record Body(@JsonProperty("__type") String type, String message) {}
}
