package dev.tenantry.api.organisation;

import dev.tenantry.core.job.Job;

/** State of an organisation's tenant, by its newest job. */
enum TenantState {
    /** The job is at work, and has not made the tenant usable yet. */
    PROVISIONING("provisioning"),
    /** The organisation can use its tenant; registrations may still be open. */
    USABLE("usable"),
    /** The job has ended, and the tenant is not what it needs to be. */
    NOT_USABLE("not-usable"),
    /** What the tenant has is being deleted. */
    ROLLING_BACK("rolling-back"),
    /** What the tenant had is deleted, but for what the rollback was to keep. */
    ROLLED_BACK("rolled-back");

    private final String word;

    TenantState(String word) {
        this.word = word;
    }

    static TenantState after(Job newest) {
        return switch (newest.status()) {
            case PENDING, RUNNING -> PROVISIONING;
            case WAITING, COMPLETE -> USABLE;
            case FAILED, CANCELLING, CANCELLED -> newest.usable() ? USABLE : NOT_USABLE;
            case ROLLING_BACK -> ROLLING_BACK;
            case ROLLED_BACK -> ROLLED_BACK;
            case ROLLBACK_FAILED -> NOT_USABLE;
        };
    }

    /** The name in the API. */
    String word() {
        return word;
    }
}
