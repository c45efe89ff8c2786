package dev.tenantry.api.http;

import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.audit.AuditStore;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** What requests that change something, or that read credentials, are subject to: they are recorded in the audit. */
public final class Oversight {
    private final AuditStore audit;
    private final Supplier<Limits> limits;
    private final InstantSource clock;

    /** @param limits the settings, asked for with each use */
    public Oversight(Table table, Supplier<Limits> limits, InstantSource clock) {
        this.audit = new AuditStore(table);
        this.limits = limits;
        this.clock = clock;
    }

    /** The oversight of a function's requests. */
    public static Oversight of(Table table, StackSettings settings) {
        return new Oversight(table, () -> settings.get().limits(), InstantSource.system());
    }

    /** The audit record of a request that has come now. */
    AuditDraft begin(Operation operation, Request request) {
        return new AuditDraft(audit, this::retention, operation, request, clock.instant());
    }

    /** As the template has it, for as long as the settings cannot be read: a job can be cancelled all the same. */
    private Duration retention() {
        try {
            return limits.get().auditRetention();
        } catch (SdkException unreadable) {
            return Limits.NONE.auditRetention();
        }
    }
}
