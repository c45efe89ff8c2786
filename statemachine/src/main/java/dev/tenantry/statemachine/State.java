package dev.tenantry.statemachine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * State of a state machine.
 *
 * @param name its name, which is unique in the state machine
 * @param body its definition in the Amazon States Language, without the transition to the next state
 */
record State(String name, ObjectNode body) {}
