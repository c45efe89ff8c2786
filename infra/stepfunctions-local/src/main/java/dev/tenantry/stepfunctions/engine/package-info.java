/**
 * Runs executions: feeds signals to their interpreters one at a time, stores each signal with its events, and only then
 * carries out the commands (timers, calls, child executions). Internal to the engine.
 */
package dev.tenantry.stepfunctions.engine;
