package dev.tenantry.cli.api;

/** The server answered, and said no. */
public final class RequestRejectedException extends ApiException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RequestRejectedException(Problem problem) {
        super(problem.title(), null);
        this.problem = problem;
    }

    /** What the server said. */
    public Problem problem() {
        return problem;
    }
}
