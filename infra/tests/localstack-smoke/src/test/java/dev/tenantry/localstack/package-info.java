/**
 * A smoke test with localstack-utils' clients: against our own AWS endpoints always, against LocalStack where Docker is
 * there.
 *
 * <p>The library is deprecated by its makers, and looks for a container in most that it does. What of it works without
 * one is {@code TestUtils.wrapApiSyncClientV2}, which sets a client of the AWS SDK up for an endpoint; so both runs
 * make their clients by it.
 */
package dev.tenantry.localstack;
