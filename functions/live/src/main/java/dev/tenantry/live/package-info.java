/**
 * The WebSocket API: connections, what they subscribe to, and the broadcaster behind the table's stream.
 *
 * <p>The API answers no frame by itself: a handler posts its answers to the connection and always returns 200. Its data
 * are stored in the one table, under {@code PK} and {@code SK}:
 *
 * <pre>
 * CONNECTION#L0SM9c=    CONNECTION            a connection: caller, connectedAt, expiresAt
 * CONNECTION#L0SM9c=    TOPIC#JOB#job_…       that it subscribes to the job's changes, for the clean-up
 * CONNECTION#L0SM9c=    TOPIC#ORG#acme        that it subscribes to all of the organisation's jobs, and its notices
 * CONNECTION#L0SM9c=    TOPIC#JOBS            that it subscribes to the news of all jobs
 * TOPIC#JOB#job_…       CONNECTION#L0SM9c=    the same, for the broadcaster
 * TOPIC#ORG#acme        CONNECTION#L0SM9c=    the same, for the broadcaster
 * TOPIC#JOBS            CONNECTION#L0SM9c=    the same, for the broadcaster
 * </pre>
 *
 * {@code expiresAt} is in epoch seconds, the same in all rows of a connection, and the table's time to live. A
 * connection lives 2 hours at most (Amazon API Gateway's quotas for WebSocket APIs), its rows ten minutes more. A
 * topic's row also has {@code tokenExpiresAt}, after which its connection is sent nothing and closed. DynamoDB deletes
 * expired rows within days, so readers leave them out.
 */
package dev.tenantry.live;
