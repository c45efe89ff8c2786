/**
 * The interpreter of one execution: a deterministic function from signals (what happened) to history events and
 * commands (what to do next). It does no input or output, reads no clock and starts no thread; time comes with each
 * signal and randomness from a seed, so that applying the same signals again gives the same state, events and commands.
 * Internal to the engine.
 */
package dev.tenantry.stepfunctions.interpreter;
