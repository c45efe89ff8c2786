package dev.tenantry.twilio.internal;

import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;

/** Call of Twilio's library that is answered here, for what the first call loads. Nothing is sent. */
public final class Rehearsal {
    private Rehearsal() {}

    /** Fetches an account that is not there. */
    public static void run() {
        var client = new TwilioRestClient.Builder("any", "any")
                .httpClient(new EmptyAnswers())
                .build();
        Account.fetcher("any").fetch(client);
    }

    private static final class EmptyAnswers extends HttpClient {
        @Override
        public Response makeRequest(Request request) {
            return new Response("{}", 200);
        }
    }
}
