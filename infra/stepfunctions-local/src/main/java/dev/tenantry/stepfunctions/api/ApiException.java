package dev.tenantry.stepfunctions.api;

/** An error that the API answers with. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    ApiException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The error's code, such as {@code ExecutionDoesNotExist}. */
    public String code() {
        return code;
    }

    static ApiException invalidArn(String detail) {
        return new ApiException("InvalidArn", "Invalid Arn: '" + detail + "'");
    }

    static ApiException invalidName(String name) {
        return new ApiException("InvalidName", "Invalid Name: '" + name + "'");
    }

    static ApiException validation(String message) {
        return new ApiException("ValidationException", message);
    }

    static ApiException noStateMachine(String arn) {
        return new ApiException("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    static ApiException noExecution(String arn) {
        return new ApiException("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
    }

    static ApiException invalidToken() {
        return new ApiException("InvalidToken", "Invalid Token: 'Invalid token'");
    }

    static ApiException resourceNotFound(String arn) {
        return new ApiException("ResourceNotFound", "Resource not found: '" + arn + "'");
    }
}
