/**
 * The AWS endpoint: DynamoDB Local, Lambda's Invoke, fakes of other services, and whatever else is plugged in, on one
 * port, so that an unmodified SDK or {@code aws --endpoint-url} finds all of them.
 *
 * <p>Requests are told apart as AWS's endpoints do: by {@code X-Amz-Target} in the AWS JSON protocols, by path in the
 * REST ones. Signatures are not checked. Every service is a Jetty handler that leaves alone what is not its own.
 */
package dev.tenantry.local.aws;
