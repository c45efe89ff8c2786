package dev.tenantry.stepfunctions.engine;

import dev.tenantry.stepfunctions.interpreter.Command;

/** What an execution causes outside of itself; timers it keeps itself. */
interface Effects {
    /** Carries out a command. Must not block. */
    void carryOut(RunningExecution execution, Command command);

    /** An execution has begun, ended or been redriven, and that is stored. Must not block. */
    void statusChanged(ExecutionView view);
}
