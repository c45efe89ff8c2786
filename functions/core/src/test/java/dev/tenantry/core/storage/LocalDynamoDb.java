package dev.tenantry.core.storage;

import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/**
 * DynamoDB Local on a free port of the loopback interface, in memory.
 *
 * <p>Its own ServerRunner would listen on every interface and send telemetry, so its handlers run in a server of ours.
 */
final class LocalDynamoDb implements AutoCloseable {
    private final LocalDynamoDBServerHandler handler;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private LocalDynamoDb(LocalDynamoDBServerHandler handler) {
        this.handler = handler;
    }

    static LocalDynamoDb start() {
        try {
            SQLiteLibraryLoader.initialize();
            var requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
            var dynamoDb = new LocalDynamoDb(new LocalDynamoDBServerHandler(requests, null));
            dynamoDb.listen();
            return dynamoDb;
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local does not start", failure);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
            handler.close();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local does not stop", failure);
        }
    }

    private void listen() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new ContextHandler(handler, "/"));
        server.start();
    }
}
