/**
 * Lets executions happen: feeds signals to their interpreters one at a time, stores what comes of it, and only then
 * carries out the commands (timers, calls, child executions). Internal to the engine.
 */
package dev.tenantry.stepfunctions.engine;
