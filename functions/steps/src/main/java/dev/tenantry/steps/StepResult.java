package dev.tenantry.steps;

import dev.tenantry.core.job.Resource;
import java.util.List;

/**
 * What came of a step's work.
 *
 * @param message what a person wants to know of it
 * @param resources what exists at Twilio because of the step
 */
record StepResult(String message, List<Resource> resources) {}
