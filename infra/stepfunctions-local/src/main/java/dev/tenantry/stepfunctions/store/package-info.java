/**
 * Where state machines, executions and what happened to them are kept: in memory, or on disk so that they survive the
 * process. Internal to the engine.
 */
package dev.tenantry.stepfunctions.store;
