/** One process that reads the project's {@code template.yaml} and runs it on 127.0.0.1, without Docker. */
package dev.tenantry.local;
