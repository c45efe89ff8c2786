package dev.tenantry.core.access;

import dev.tenantry.core.Sha256;
import dev.tenantry.core.storage.Table;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Tickets for the live feed, in the table: each is for one caller, one connection and one minute. The table knows a
 * ticket's hash only, so who can read the table cannot connect.
 */
public final class LiveTickets {
    /** Long enough for a client to connect. */
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final int BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String CALLER = "caller";
    private static final String EXPIRES_AT = "expiresAt";

    private final Table table;
    private final InstantSource clock;

    /** The tickets in this table. */
    public LiveTickets(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Makes a ticket for a caller. It expires with the caller's token, if that is sooner. */
    public LiveTicket issue(Caller caller) {
        var end = clock.instant().plus(LIFETIME);
        var expiresAt = caller.expiresAt().filter(end::isAfter).orElse(end).truncatedTo(ChronoUnit.SECONDS);
        var ticket = new LiveTicket(random(), expiresAt);
        var item = new HashMap<>(key(ticket.secret()));
        item.put(CALLER, CallerAttribute.write(caller));
        item.put(EXPIRES_AT, seconds(expiresAt));
        table.client().putItem(put -> put.tableName(table.name()).item(item));
        return ticket;
    }

    /**
     * Consumes a ticket: it is deleted, so that of two connections that show it at once only one gets the caller.
     *
     * @return the caller that it was made for; empty when there is no such ticket, or no longer
     */
    public Optional<Caller> consume(String secret) {
        if (!SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        try {
            var consumed = table.client().deleteItem(delete -> delete.tableName(table.name())
                    .key(key(secret))
                    // A ticket that has expired stays until DynamoDB deletes it.
                    .conditionExpression("expiresAt > :now")
                    .expressionAttributeValues(Map.of(":now", seconds(clock.instant())))
                    .returnValues(ReturnValue.ALL_OLD));
            return Optional.of(CallerAttribute.read(consumed.attributes().get(CALLER)));
        } catch (ConditionalCheckFailedException none) {
            return Optional.empty();
        }
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, AttributeValue> key(String secret) {
        return Table.key("TICKET#" + Sha256.hex(secret), "TICKET");
    }

    private static AttributeValue seconds(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }
}
