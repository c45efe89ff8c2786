package dev.tenantry.steps;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Resource;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One run of a step, as its work sees it.
 *
 * @param job the job, with the step RUNNING
 * @param remainingTime how long the function may still live
 * @param report tells how the work gets on: a message, and what exists so far
 */
record StepRun(Job job, Supplier<Duration> remainingTime, BiConsumer<String, List<Resource>> report) {}
