package dev.tenantry.twilio.internal;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import dev.tenantry.core.LoopbackAnswers;
import java.net.URI;
import java.util.Optional;

/** Calls of Twilio's library that are answered within the process, for what the first calls load. */
public final class Rehearsal {
    private static final String ACCOUNT = "{\"sid\":\"any\",\"friendly_name\":\"any\",\"status\":\"active\","
            + "\"type\":\"Full\",\"date_created\":\"Tue, 01 Dec 2026 00:00:00 +0000\",\"uri\":\"/any\"}";

    private Rehearsal() {}

    /** Fetches and creates an account. */
    public static void run(NonRetryingHttpClient transport) {
        try (var answers = new LoopbackAnswers(_ -> ACCOUNT)) {
            var client = client(transport, answers.url());
            Account.fetcher("any").fetch(client);
            Account.creator().setFriendlyName("any").create(client);
        }
    }

    private static TwilioRestClient client(NonRetryingHttpClient transport, URI url) {
        return new TwilioRestClient.Builder("any", "any")
                .httpClient(transport.to(Optional.of(url)))
                .build();
    }
}
