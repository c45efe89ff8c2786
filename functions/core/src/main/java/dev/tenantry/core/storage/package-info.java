/**
 * The one table. Keys are {@code PK} and {@code SK}:
 *
 * <pre>
 * JOB#job_…    HEAD                  the job, and the last event, which the stream hands to the broadcaster
 * JOB#job_…    EVENT#000000000017    an event, by the version it made
 * ORG#acme     ORG                   the organisation: its newest job, and the live one, if there is one
 * ORG#acme     JOB#job_…             names one of the organisation's jobs, for the list of them
 * ORG#acme     IDEMPOTENCY#…         the job that a request with this Idempotency-Key made, for a day
 * ORG#acme     LEDGER#…              one resource at Twilio: the claim on it, and its SID
 * ORG#acme     WEBHOOK               the nonce in the address of the organisation's callbacks
 * ORG#acme     INBOX#…               something that Twilio called back about, for thirty days
 * ORG#acme     NOTICE#ntc_…          a notice, by the time of what it tells
 * </pre>
 *
 * The index {@code JobsByStatus} has the jobs' own attributes {@code status} and {@code id} for its key; no other item
 * may have both. The live functions keep their connections and topics in the same table, under keys of their own.
 */
package dev.tenantry.core.storage;
