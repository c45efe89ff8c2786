/**
 * The ledger: what exists, or may exist, at Twilio for each organisation.
 *
 * <p>Twilio's create calls have no idempotency key. So each resource has a key that follows from the organisation and
 * the plan, and an entry here: a step claims the entry before it calls Twilio, looks the key up first when an earlier
 * claim's outcome is unknown, and records the SID at once. The ledger belongs to the organisation, not to a job: a
 * later job finds what earlier ones left.
 */
package dev.tenantry.core.ledger;
