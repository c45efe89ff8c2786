package dev.tenantry.stepfunctions.asl;

import java.util.Map;
import java.util.Optional;

/**
 * Way out of a state: its output, its variables, and the next state.
 *
 * @param output the state's output; without it the result (or the input, where a state has no result) is passed on
 * @param assign the variables to set, by name
 * @param next the next state; empty at the end of the flow
 */
public record Exit(Optional<Template> output, Map<String, Template> assign, Optional<String> next) {}
