package dev.tenantry.twilio;

import com.twilio.base.Deleter;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.http.TwilioRestClient;
import dev.tenantry.twilio.Attempt.Effect;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Calls Twilio's library as one account, and turns everything that goes wrong into a provisioning failure. */
final class TwilioCalls {

    /** The most that Twilio puts on one page of a list of numbers. */
    static final int MAX_PAGE_SIZE = 1000;

    private final TwilioRestClient client;
    private final FailureClassifier classifier;
    private final Repeats repeats;
    private final Runnable beforeWrite;

    /**
     * @param repeats how often a call is repeated that can do no harm twice
     * @param beforeWrite runs directly before each call that creates, changes or deletes; what it throws prevents it
     */
    TwilioCalls(TwilioRestClient client, FailureClassifier classifier, Repeats repeats, Runnable beforeWrite) {
        this.client = client;
        this.classifier = classifier;
        this.repeats = repeats;
        this.beforeWrite = beforeWrite;
    }

    /** The same calls, with this before each that creates, changes or deletes. */
    TwilioCalls before(Runnable write) {
        return new TwilioCalls(client, classifier, repeats, write);
    }

    /** The account that the calls act on, {@code AC…}. */
    String accountSid() {
        return client.getAccountSid();
    }

    /** Makes a call that changes nothing; {@code subject} was to be {@code done}. */
    <T> T read(String subject, String done, Function<TwilioRestClient, T> call) {
        return make(() -> {}, new Attempt(Effect.READ, subject, done), call);
    }

    /** Makes a call that changes nothing; empty when Twilio knows no such resource. */
    <T> Optional<T> readIfThere(String subject, String done, Function<TwilioRestClient, T> call) {
        return read(subject, done, ifThere(call));
    }

    /**
     * Makes a call that creates or changes something, and sends it again only if Twilio has not processed it;
     * {@code subject} was to be {@code done}.
     */
    <T> T write(String subject, String done, Function<TwilioRestClient, T> call) {
        return make(beforeWrite, new Attempt(Effect.WRITE, subject, done), call);
    }

    /** Makes a call that changes something, and changes nothing more when it is made again. */
    <T> T set(String subject, String done, Function<TwilioRestClient, T> call) {
        return make(beforeWrite, new Attempt(Effect.SET, subject, done), call);
    }

    /** Deletes something; when Twilio knows no such resource, that has been done before. */
    void delete(String subject, String done, Deleter<?> deleter) {
        setIfThere(subject, done, deleter::delete);
    }

    /** Makes a call as {@link #set} does; empty when Twilio knows no such resource. */
    <T> Optional<T> setIfThere(String subject, String done, Function<TwilioRestClient, T> call) {
        return set(subject, done, ifThere(call));
    }

    /**
     * All items of a list. The library's own iteration stops at a page without items, even if the page names a next
     * one. The page size is Twilio's own unless the reader has one, since not all products allow large pages.
     */
    static <R extends Resource> List<R> readAll(Reader<R> reader, TwilioRestClient client) {
        var page = reader.firstPage(client);
        var items = new ArrayList<>(page.getRecords());
        while (page.hasNextPage()) {
            page = reader.nextPage(page, client);
            items.addAll(page.getRecords());
        }
        return items;
    }

    private <T> Function<TwilioRestClient, Optional<T>> ifThere(Function<TwilioRestClient, T> call) {
        return withClient -> {
            try {
                return Optional.of(call.apply(withClient));
            } catch (RefusedException refusal) {
                if (classifier.meansGone(refusal)) {
                    return Optional.empty();
                }
                throw refusal;
            }
        };
    }

    private <T> T make(Runnable before, Attempt attempt, Function<TwilioRestClient, T> call) {
        return repeats.call(before, attempt.effect(), () -> make(attempt, call));
    }

    private <T> T make(Attempt attempt, Function<TwilioRestClient, T> call) {
        try {
            return call.apply(client);
        } catch (RefusedException e) {
            throw classifier.refused(attempt, e);
        } catch (UncheckedIOException e) {
            throw classifier.unanswered(attempt, e.getCause());
        } catch (RuntimeException e) {
            // An answer of another shape makes the library throw its own exceptions, but also NullPointerException
            // and the like. Whatever it is, the request has been sent by then.
            throw classifier.unreadable(attempt, e);
        }
    }
}
