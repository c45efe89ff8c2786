/**
 * The five ways in which a step can fail, distinguished by what may be done next.
 *
 * <p><b>Frozen.</b> The names of the five classes, package included, are a contract with executions that are already
 * running: the Java runtime of AWS Lambda reports a failure under its class's fully qualified name, and the
 * {@code ErrorEquals} of a state machine matches that name. An execution keeps the definition it was started with, for
 * up to a year, while the alias it calls moves on to newer code. So these classes are never renamed, moved, merged or
 * given subclasses; a new kind of failure gets a new class beside them.
 *
 * <ul>
 *   <li>{@link dev.tenantry.core.failure.NotProcessedException}: nothing happened, the same call may be repeated
 *   <li>{@link dev.tenantry.core.failure.UnknownOutcomeException}: look up before creating again
 *   <li>{@link dev.tenantry.core.failure.TryAnotherException}: choose another phone number
 *   <li>{@link dev.tenantry.core.failure.NeedsHumanException}: a person has to act first
 *   <li>{@link dev.tenantry.core.failure.PermanentFailureException}: repeating cannot help
 * </ul>
 */
package dev.tenantry.core.failure;
