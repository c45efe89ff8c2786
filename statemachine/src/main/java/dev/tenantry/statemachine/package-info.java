/**
 * Generates the definitions of the state machines that are deployed, {@code statemachine/*.asl.json}, from
 * {@code src/main/asl}: {@code machines.yaml} has the topology, {@code tasks.yaml} the retry policy and the templates
 * of tasks. {@code statemachine/generate} writes them; the build fails when a deployed file is not what is generated.
 */
package dev.tenantry.statemachine;
