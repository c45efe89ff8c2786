package dev.tenantry.api.organisation;

import dev.tenantry.core.job.Job;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A search for organisations by the beginning of their id or display name, in upper or lower case.
 *
 * @param text the beginning
 */
public record NameQuery(String text) {
    /** Whether a job is one of an organisation that is searched for. */
    public boolean matches(Job job) {
        return Stream.concat(Stream.of(job.orgId().value()), job.plan().displayName().stream())
                .anyMatch(name -> folded(name).startsWith(folded(text.strip())));
    }

    /** Upper case first: it makes one of letters that have several lower cases. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
