package dev.tenantry.stepfunctions.asl;

import java.util.List;

/**
 * One entry of a Catch list.
 *
 * @param errorEquals the error names it is for
 * @param exit the output, the variables and the next state when it catches
 */
public record Catcher(List<String> errorEquals, Exit exit) {}
