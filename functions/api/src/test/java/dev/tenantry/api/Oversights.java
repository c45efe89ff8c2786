package dev.tenantry.api;

import dev.tenantry.api.http.Oversight;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;

/** The oversight of handlers that are tested for something else. */
final class Oversights {
    private Oversights() {}

    /** An oversight that records in this table, and limits nothing. */
    static Oversight in(Table table) {
        return new Oversight(table, () -> Limits.NONE, InstantSource.system());
    }
}
