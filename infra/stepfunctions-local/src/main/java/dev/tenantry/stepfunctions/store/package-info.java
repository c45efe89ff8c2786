/**
 * Storage of state machines, executions and their journals: in memory, or on disk so that they survive the process.
 * Internal to the engine.
 */
package dev.tenantry.stepfunctions.store;
