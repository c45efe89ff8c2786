package dev.tenantry.core.catalog;

/**
 * Rule by which a step is rolled back.
 *
 * @param position where it stands among the others, the lowest first: what uses something goes before it, and what
 *     costs money goes as early as it can
 * @param title what people read, e.g. {@code Delete API key}; also the name of its state in the state machine
 * @param action what is done
 */
record RollbackRule(int position, String title, RollbackAction action) {}
