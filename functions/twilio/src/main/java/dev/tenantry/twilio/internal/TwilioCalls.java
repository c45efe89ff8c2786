package dev.tenantry.twilio.internal;

import com.twilio.base.Deleter;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.http.TwilioRestClient;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.twilio.internal.TwilioCall.Effect;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Calls of the Twilio SDK, made as one account. Everything that goes wrong becomes a {@link ProvisioningFailure}, and
 * what can do no harm twice is retried first.
 */
public final class TwilioCalls {

    /** The most that Twilio puts on one page of a list of numbers. */
    public static final int MAX_PAGE_SIZE = 1000;

    private static final int NOT_AUTHENTICATED = 401;

    private final RenewableClient<?> clients;
    private final FailureClassifier classifier;
    private final RetryPolicy retryPolicy;
    private final Runnable beforeWrite;

    /**
     * @param clients whose credentials the calls are made with
     * @param classifier the meaning of what goes wrong
     * @param retryPolicy how often a call is sent again that can do no harm twice
     * @param beforeWrite runs directly before each call that creates, changes or deletes; what it throws prevents it
     */
    public TwilioCalls(
            RenewableClient<?> clients, FailureClassifier classifier, RetryPolicy retryPolicy, Runnable beforeWrite) {
        this.clients = clients;
        this.classifier = classifier;
        this.retryPolicy = retryPolicy;
        this.beforeWrite = beforeWrite;
    }

    /** The same calls, with this before each that creates, changes or deletes. */
    public TwilioCalls before(Runnable write) {
        return new TwilioCalls(clients, classifier, retryPolicy, write);
    }

    /** The account that the calls act on, {@code AC…}. */
    public String accountSid() {
        return clients.current().getAccountSid();
    }

    /** Makes a call that changes nothing; {@code subject} was to be {@code done}. */
    public <T> T read(String subject, String done, Function<TwilioRestClient, T> request) {
        return make(() -> {}, new TwilioCall(Effect.READ, subject, done), request);
    }

    /** Makes a call that changes nothing; empty when Twilio knows no such resource. */
    public <T> Optional<T> readIfThere(String subject, String done, Function<TwilioRestClient, T> request) {
        return read(subject, done, ifThere(request));
    }

    /**
     * Makes a call that creates or changes something, and sends it again only if Twilio has not processed it;
     * {@code subject} was to be {@code done}.
     */
    public <T> T write(String subject, String done, Function<TwilioRestClient, T> request) {
        return make(beforeWrite, new TwilioCall(Effect.WRITE, subject, done), request);
    }

    /** Makes a call that changes something, and changes nothing more when it is made again. */
    <T> T idempotentWrite(String subject, String done, Function<TwilioRestClient, T> request) {
        return make(beforeWrite, new TwilioCall(Effect.IDEMPOTENT_WRITE, subject, done), request);
    }

    /** Deletes something; when Twilio knows no such resource, that has been done before. */
    public void delete(String subject, String done, Deleter<?> deleter) {
        idempotentWriteIfThere(subject, done, deleter::delete);
    }

    /** Makes a call as {@link #idempotentWrite} does; empty when Twilio knows no such resource. */
    public <T> Optional<T> idempotentWriteIfThere(String subject, String done, Function<TwilioRestClient, T> request) {
        return idempotentWrite(subject, done, ifThere(request));
    }

    /**
     * All items of a list. The SDK's own iteration stops at a page without items, even if the page names a next one.
     * The page size is Twilio's own unless the reader has one, since not all products allow large pages.
     */
    public static <R extends Resource> List<R> readAll(Reader<R> reader, TwilioRestClient client) {
        var page = reader.firstPage(client);
        var items = new ArrayList<>(page.getRecords());
        while (page.hasNextPage()) {
            page = reader.nextPage(page, client);
            items.addAll(page.getRecords());
        }
        return items;
    }

    private <T> Function<TwilioRestClient, Optional<T>> ifThere(Function<TwilioRestClient, T> request) {
        return withClient -> {
            try {
                return Optional.of(request.apply(withClient));
            } catch (ErrorResponseException response) {
                if (classifier.meansGone(response)) {
                    return Optional.empty();
                }
                throw response;
            }
        };
    }

    private <T> T make(Runnable before, TwilioCall call, Function<TwilioRestClient, T> request) {
        return retryPolicy.call(before, call.effect(), () -> send(before, call, request));
    }

    /**
     * Sends a request, and once more with the present credentials if Twilio refused those it had: it did nothing then.
     */
    private <T> T send(Runnable before, TwilioCall call, Function<TwilioRestClient, T> request) {
        var client = clients.current();
        try {
            return attempt(call, request, client);
        } catch (PermanentFailureException refused) {
            if (refused.httpStatus().orElse(0) != NOT_AUTHENTICATED) {
                throw refused;
            }
            var renewed = clients.renewed(client).orElseThrow(() -> refused);
            before.run();
            return attempt(call, request, renewed);
        }
    }

    private <T> T attempt(TwilioCall call, Function<TwilioRestClient, T> request, TwilioRestClient client) {
        try {
            return request.apply(client);
        } catch (ErrorResponseException e) {
            throw classifier.refused(call, e);
        } catch (UncheckedIOException e) {
            throw classifier.unanswered(call, e.getCause());
        } catch (RuntimeException e) {
            // An answer of another shape makes the SDK throw its own exceptions, but also NullPointerException
            // and the like. Whatever it is, the request has been sent by then.
            throw classifier.unreadable(call, e);
        }
    }
}
