package dev.tenantry.api;

import dev.tenantry.api.http.Oversight;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Optional;

/** The oversight of handlers that are tested for something else. */
final class Oversights {
    private Oversights() {}

    /** An oversight that records in this table, and limits nothing. */
    static Oversight in(Table table) {
        return new Oversight(table, () -> Limits.NONE, InstantSource.system());
    }

    /** An oversight that has every limit, none of which a test reaches. */
    static Oversight limited(Table table) {
        var limits = new Limits(
                Limits.NONE.auditRetention(),
                Optional.of(1000),
                Optional.of(1000),
                Optional.of(1000),
                Optional.of(1000));
        return new Oversight(table, () -> limits, InstantSource.system());
    }
}
