package dev.tenantry.core;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that is made or read at its first use, and once, also by several threads: what few invocations need is not
 * to be paid for by all.
 *
 * @param <T> what is made
 */
public final class MadeOnce<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    /** Something that the maker makes when it is asked for. */
    public MadeOnce(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }
}
