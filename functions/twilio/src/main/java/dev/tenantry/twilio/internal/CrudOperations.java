package dev.tenantry.twilio.internal;

import com.twilio.base.Creator;
import com.twilio.base.Deleter;
import com.twilio.base.Fetcher;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.base.Updater;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.twilio.listing.ListedResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Create, find, fetch, update and delete operations that all kinds of resource have in common: each resource is created
 * under a name, found by that name, then known by its SID.
 *
 * @param <R> the SDK's class for the resource
 * @param <T> what the product makes of it
 */
public final class CrudOperations<R extends Resource, T> {

    private final TwilioCalls calls;
    private final Kind<R> kind;
    private final Function<R, T> toProduct;

    /**
     * The name of a kind of resource, and the properties that identify its resources.
     *
     * @param noun in the singular, without an article: {@code messaging service}
     * @param name its friendly name or description, which Twilio does not keep unique
     */
    public record Kind<R>(String noun, Function<R, String> sid, Function<R, String> name) {

        /** The one of this name, as part of a sentence. */
        public String named(String name) {
            return "the " + noun + " \"" + name + "\"";
        }

        /** The one of this SID, as part of a sentence. */
        public String of(String sid) {
            return "the " + noun + " " + sid;
        }
    }

    public CrudOperations(TwilioCalls calls, Kind<R> kind, Function<R, T> toProduct) {
        this.calls = calls;
        this.kind = kind;
        this.toProduct = toProduct;
    }

    /** Creates one. Calling it twice creates two. */
    public T create(String name, Creator<R> creator) {
        return calls.write(kind.named(name), "created", client -> toProduct.apply(creator.create(client)));
    }

    /**
     * The one of exactly this name, whatever more the list holds.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<T> find(String name, Reader<R> reader) {
        return only(kind.named(name), reader, one -> name.equals(kind.name().apply(one)));
    }

    /**
     * The only one that there is.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<T> findOnly(Reader<R> reader) {
        return only("the only " + kind.noun(), reader, _ -> true);
    }

    private Optional<T> only(String subject, Reader<R> reader, Predicate<R> wanted) {
        var found = calls.read(subject, "looked up", client -> TwilioCalls.readAll(reader, client).stream()
                .filter(wanted)
                .map(one -> new Found<>(kind.sid().apply(one), toProduct.apply(one)))
                .toList());
        if (found.size() > 1) {
            throw ambiguous(subject, found);
        }
        return found.stream().findFirst().map(Found::product);
    }

    /** All that a list shows, in Twilio's order. The list may lag. */
    public List<ListedResource> list(Reader<R> reader) {
        return calls.read(
                "the list of each " + kind.noun(), "read", client -> TwilioCalls.readAll(reader, client).stream()
                        .map(one -> new ListedResource(
                                kind.sid().apply(one),
                                Optional.ofNullable(kind.name().apply(one)).filter(name -> !name.isBlank())))
                        .toList());
    }

    /** The one of this SID; empty when there is none any more. */
    public Optional<T> fetch(String sid, Fetcher<R> fetcher) {
        return calls.readIfThere(kind.of(sid), "read", client -> toProduct.apply(fetcher.fetch(client)));
    }

    /** Changes the one of this SID. Repeating it changes nothing more. */
    public T update(String sid, Updater<R> updater) {
        return calls.idempotentWrite(kind.of(sid), "updated", client -> toProduct.apply(updater.update(client)));
    }

    /** Submits the resource with this SID for review. A repeated call may be rejected, or cost a second fee. */
    public T submit(String sid, Updater<R> updater) {
        return calls.write(kind.of(sid), "submitted", client -> toProduct.apply(updater.update(client)));
    }

    /** Deletes the one of this SID, or finds that it is gone already. */
    public void delete(String sid, Deleter<R> deleter) {
        calls.delete(kind.of(sid), "deleted", deleter);
    }

    private NeedsHumanException ambiguous(String subject, List<Found<T>> found) {
        var sids = found.stream().map(Found::sid).collect(Collectors.joining(", "));
        return new NeedsHumanException(FailureDetails.of(
                "More than one " + kind.noun() + " may be " + subject + ": " + sids + ".",
                "Operator: decide which one to keep, delete or rename the others in the Twilio Console, then retry the"
                        + " job."));
    }

    private record Found<T>(String sid, T product) {}
}
