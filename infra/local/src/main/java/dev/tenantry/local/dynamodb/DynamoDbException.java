package dev.tenantry.local.dynamodb;

/** Thrown when DynamoDB refuses a call. */
public final class DynamoDbException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;

    DynamoDbException(String operation, String type, String message) {
        super(operation + ": " + type + ": " + message);
        this.type = type;
    }

    /**
     * The error's name in the DynamoDB API.
     *
     * @return for instance {@code ResourceInUseException}
     */
    public String type() {
        return type;
    }
}
