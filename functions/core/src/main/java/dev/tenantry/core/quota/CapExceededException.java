package dev.tenantry.core.quota;

/** A job would buy more numbers than a cap allows. Nothing was written. */
public final class CapExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Cap cap;
    private final int allowed;
    private final int used;
    private final int wanted;

    /** The caps that there are. */
    public enum Cap {
        /** On the numbers that one job buys. */
        PER_JOB,
        /** On the numbers that all jobs of an organisation buy in one day, UTC. */
        PER_DAY
    }

    CapExceededException(Cap cap, int allowed, int used, int wanted) {
        super("The cap " + cap + " allows " + allowed + " numbers, of which " + used + " are used; the job wants "
                + wanted);
        this.cap = cap;
        this.allowed = allowed;
        this.used = used;
        this.wanted = wanted;
    }

    /** Which cap it is. */
    public Cap cap() {
        return cap;
    }

    /** How many numbers it allows. */
    public int allowed() {
        return allowed;
    }

    /** How many of them are bought or reserved already. */
    public int used() {
        return used;
    }

    /** How many the job would buy. */
    public int wanted() {
        return wanted;
    }
}
