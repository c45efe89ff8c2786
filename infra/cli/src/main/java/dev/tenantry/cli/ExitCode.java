package dev.tenantry.cli;

import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.RequestRejectedException;

/** Exit codes of the process. */
final class ExitCode {
    static final int COMPLETE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    /** What shells report for a process that SIGINT ended: 128 and the signal's number. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(ApiException failure) {
        return failure instanceof RequestRejectedException ? FAILED : UNREACHABLE;
    }
}
