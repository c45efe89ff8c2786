package dev.tenantry.stepfunctions.engine;

import dev.tenantry.stepfunctions.interpreter.Command;

/** Handler of what an execution causes outside of itself. An execution keeps its timers itself. */
interface EffectHandler {
    /** Carries out a command. Must not block. */
    void carryOut(RunningExecution execution, Command command);

    /** An execution has begun, ended or been redriven, and that is stored. Must not block. */
    void statusChanged(ExecutionView view);
}
