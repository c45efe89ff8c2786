package dev.tenantry.local.aws;

import dev.tenantry.local.dynamodb.CommitNotifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/**
 * AWS's DynamoDB Local with Streams, in this process. All credentials and regions share one database.
 *
 * <p>Its ARNs have the region {@code ddblocal} and the account {@code 000000000000}. It never conflicts by itself:
 * {@link TransactionConflicts} does that for it.
 */
public final class DynamoDbLocal extends Handler.Wrapper {

    private static final int NO_PORT = 0;
    private static final boolean SHARED = true;
    private static final boolean IMMEDIATE_STATUSES = false;

    /**
     * DynamoDB Local writes under one lock for a whole table, which is not fair: hundreds of requests at once starve
     * each other until they time out. A few that take turns are many times as fast.
     */
    private static final int AT_ONCE = 4;

    /**
     * The log of DynamoDB Local's storage. It warns of every refused write with a stack trace, thousands of them while
     * the disk is full. The refusals are answered as errors anyway; a constant, because loggers are garbage-collected.
     */
    private static final Logger STORAGE_LOG = Logger.getLogger("com.almworks.sqlite4java");

    private static final Set<String> WRITES = Set.of(
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "TransactWriteItems",
            "ExecuteStatement",
            "BatchExecuteStatement",
            "ExecuteTransaction");

    private final Semaphore turns;
    private final TransactionConflicts conflicts;
    private final CommitNotifier commits;
    private final LocalDynamoDBServerHandler database;

    /**
     * Makes a database.
     *
     * @param folder where it keeps its files, made if missing; empty: in memory
     * @param conflicts which transactions are refused
     * @param commits learns of each write
     * @throws UncheckedIOException if the folder cannot be made
     * @throws IllegalStateException if DynamoDB Local cannot be loaded
     */
    public DynamoDbLocal(Optional<Path> folder, TransactionConflicts conflicts, CommitNotifier commits) {
        this.turns = new Semaphore(AT_ONCE, true);
        this.conflicts = conflicts;
        this.commits = commits;
        database = database(folder);
        setHandler(new ContextHandler(database, "/"));
    }

    private static LocalDynamoDBServerHandler database(Optional<Path> folder) {
        // A missing folder would let the first call hang in retries.
        folder.ifPresent(DynamoDbLocal::create);
        var path = folder.map(Path::toString).orElse(null);
        // Not by its level, which DynamoDB Local sets again when it opens its file.
        STORAGE_LOG.setFilter(message -> message.getLevel().intValue() > Level.WARNING.intValue());
        try {
            SQLiteLibraryLoader.initialize();
            return new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(NO_PORT, path == null, path, SHARED, IMMEDIATE_STATUSES), null);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start: " + e.getMessage(), e);
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var target = AwsTarget.of(request);
        if (target.isEmpty() || !target.get().service().startsWith("DynamoDB")) {
            return false;
        }
        if (target.get().operation().equals("TransactWriteItems") && conflicts.strike()) {
            conflicts.answer(request).write(request, response, callback);
            return true;
        }
        turns.acquire();
        try {
            return super.handle(request, response, callback);
        } finally {
            turns.release();
            if (WRITES.contains(target.get().operation())) {
                commits.committed();
            }
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        database.close();
    }
}
