package dev.tenantry.live;

import java.io.Serial;

/** A client's frame cannot be obeyed; the client is told the problem. */
final class RefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedException(Problem problem, Throwable cause) {
        super(problem.code(), cause);
        this.problem = problem;
    }

    RefusedException(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
