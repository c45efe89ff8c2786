/** The few calls of DynamoDB and its Streams that the host itself makes, on the local endpoint. */
package dev.tenantry.local.dynamodb;
