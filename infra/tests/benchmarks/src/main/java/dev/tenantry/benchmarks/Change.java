package dev.tenantry.benchmarks;

/**
 * One change of a job, which each of its clients hears of in one frame.
 *
 * @param jobId the job
 * @param version the version that it made
 */
record Change(String jobId, long version) {}
