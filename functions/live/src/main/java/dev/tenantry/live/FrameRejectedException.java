package dev.tenantry.live;

import dev.tenantry.core.problem.Problem;
import java.io.Serial;

/** A client's frame is rejected; the client is sent the problem. */
final class FrameRejectedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    FrameRejectedException(Problem problem, Throwable cause) {
        super(problem.code(), cause);
        this.problem = problem;
    }

    FrameRejectedException(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
