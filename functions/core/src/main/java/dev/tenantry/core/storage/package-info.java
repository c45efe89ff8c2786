/**
 * The one table. Keys are {@code PK} and {@code SK}:
 *
 * <pre>
 * JOB#job_…    HEAD                  the job, and the last event, which the stream hands to the broadcaster
 * JOB#job_…    EVENT#…               an event, by the version it made, in 19 digits
 * ORG#acme     ORG                   the organisation: its newest job, and the live one, if there is one
 * ORG#acme     JOB#job_…             names one of the organisation's jobs, for the list of them
 * ORG#acme     IDEMPOTENCY#…         the job that a request with this Idempotency-Key made, for a day
 * ORG#acme     LEDGER#…              one resource at Twilio: the claim on it, and its SID
 * ORG#acme     WEBHOOK               the nonce in the address of the organisation's callbacks
 * ORG#acme     INBOX#…               something that Twilio called back about, for thirty days
 * ORG#acme     NOTICE#ntc_…          a notice, by the time of what it tells
 * ORG#acme     AUDIT#aud_…           a request for a change, until its retention is over
 * AUDIT        AUDIT#aud_…           such a request that no organisation is known of, or may know of
 * ORG#acme     PURCHASES#2026-12-01  the numbers that jobs have reserved or bought in a day
 * ORG#acme     BUSINESS#biz_…        a business profile, encrypted
 * ORG#acme     WAIT#step#…           a step that waits for a review, and when that is checked next
 * REQUESTS#…   MINUTE#…              how many requests a caller, or all callers about an organisation, sent in a minute
 * </pre>
 *
 * Three sparse indexes hold only the items that have the attributes of their keys; no other item may have both:
 *
 * <pre>
 * JobsByStatus   status, id      jobs
 * DueWaits       waits, dueAt    steps that wait for a review
 * AuditByTime    audit, id       audit records
 * </pre>
 *
 * The live functions keep their connections and topics in the same table, under keys of their own.
 */
package dev.tenantry.core.storage;
