/** Lambda's event source mappings of DynamoDB streams: polling, filters, batches, retries. */
package dev.tenantry.local.streams;
