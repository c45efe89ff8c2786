package dev.tenantry.cli.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The HTTP contract, as its client sees it. Every call throws {@link UnreachableException} when nobody answers,
 * {@link RequestRejectedException} when the answer is an error, and {@link CredentialsException} when it cannot be
 * signed. A request whose authorization is refused is sent once more, if there is another one.
 */
public final class ProvisioningApi {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Longer than Amazon API Gateway waits for an integration (30 s), so that its own answer arrives. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(35);

    private static final int TRIGGER_ATTEMPTS = 3;
    private static final int UNAUTHORIZED = 401;
    /** The client sends these itself and refuses to be told. */
    private static final Set<String> SENT_BY_CLIENT = Set.of("host", "content-length");

    /** The id of the first millisecond of 1970. */
    private static final String NO_JOB = "job_00000000000000000000000000";

    private final HttpClient http;
    private final Endpoint endpoint;
    private final Authorization authorization;

    /**
     * @param http the transport, see {@link #transport}
     * @param endpoint where the API answers
     * @param authorization says who sends the requests
     */
    public ProvisioningApi(HttpClient http, Endpoint endpoint, Authorization authorization) {
        this.http = http;
        this.endpoint = endpoint;
        this.authorization = authorization;
    }

    /** A transport fit for this API and its WebSocket. */
    public static HttpClient transport() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /**
     * Asks for a job. Tries again when the answer was lost: the key makes the server see one request.
     *
     * @param orgId whose tenant
     * @param plan the plan, a JSON document, sent as it is
     * @param idempotencyKey names this request among all others
     */
    public Answer<Job> trigger(String orgId, byte[] plan, String idempotencyKey)
            throws ApiException, InterruptedException {
        var uri = endpoint.resolve("v1", "orgs", orgId, "provisioning-jobs");
        var headers = Map.of("Content-Type", "application/json", "Idempotency-Key", idempotencyKey);
        for (var attempt = 1; ; attempt++) {
            try {
                return read(uri, send("POST", uri, plan, headers), Job.class);
            } catch (UnreachableException lost) {
                if (!lost.mayHaveArrived() || attempt == TRIGGER_ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }

    /** Stops a job at the next safe point. */
    public Answer<Job> cancel(String jobId) throws ApiException, InterruptedException {
        return post(endpoint.resolve("v1", "provisioning-jobs", jobId, "cancel"), Optional.empty());
    }

    /**
     * Takes a job up again that has failed or was cancelled.
     *
     * @param body the plan from now on, what becomes of an unknown subaccount, and what is agreed to about a rejection,
     *     or some of these, a JSON document; empty: as before
     */
    public Answer<Job> retry(String jobId, Optional<byte[]> body) throws ApiException, InterruptedException {
        return post(endpoint.resolve("v1", "provisioning-jobs", jobId, "retry"), body);
    }

    /** Undoes everything that an organisation's jobs have made at Twilio; the job is the newest of them. */
    public Answer<Job> rollback(String jobId, Rollback rollback) throws ApiException, InterruptedException {
        return post(rollbackOf(jobId), Optional.of(Json.bytes(rollback)));
    }

    /** What a rollback would undo. Nothing changes by asking. */
    public Answer<Rollback.Preview> previewRollback(String jobId, Rollback rollback)
            throws ApiException, InterruptedException {
        return post(rollbackOf(jobId), Optional.of(Json.bytes(rollback)), Rollback.Preview.class);
    }

    private URI rollbackOf(String jobId) {
        return endpoint.resolve("v1", "provisioning-jobs", jobId, "rollback");
    }

    /** A job as it stands. */
    public Answer<Job> job(String jobId) throws ApiException, InterruptedException {
        return get(endpoint.resolve("v1", "provisioning-jobs", jobId), Job.class);
    }

    /** A job as it stands, or empty when it is still as it was when the server gave this validator. */
    public Optional<Answer<Job>> jobUnless(String jobId, String etag) throws ApiException, InterruptedException {
        var uri = endpoint.resolve("v1", "provisioning-jobs", jobId);
        var response = send("GET", uri, new byte[0], Map.of("If-None-Match", etag));
        return response.statusCode() == 304 ? Optional.empty() : Optional.of(read(uri, response, Job.class));
    }

    /** The newest job of an organisation. */
    public Answer<Job> latestJob(String orgId) throws ApiException, InterruptedException {
        return get(endpoint.resolve("v1", "orgs", orgId, "provisioning-jobs", "latest"), Job.class);
    }

    /** The organisations, and what they have. */
    public OrganisationsApi organisations() {
        return new OrganisationsApi(this, endpoint);
    }

    /** Which of an organisation's senders may send where. */
    public Answer<Sender.All> senders(String orgId) throws ApiException, InterruptedException {
        return get(endpoint.resolve("v1", "orgs", orgId, "senders"), Sender.All.class);
    }

    /**
     * One of Twilio's codes.
     *
     * @param code the code
     * @param area what it is about
     * @param meaning what is wrong; the end of a sentence
     * @param whatToDo who does what, and where in the plan
     * @param resubmittable whether a retry submits again what was rejected with it; empty when nothing was submitted
     * @param fee whether that costs something
     * @param moreInfo Twilio's page about it
     */
    public record Rejection(
            String code,
            String area,
            String meaning,
            String whatToDo,
            Optional<String> resubmittable,
            Optional<String> fee,
            String moreInfo) {}

    /** What one of Twilio's codes means. */
    public Answer<Rejection> rejection(String code) throws ApiException, InterruptedException {
        return get(endpoint.resolve("v1", "rejections", code), Rejection.class);
    }

    /**
     * What the pre-flight finds in a plan.
     *
     * @param rejectionExpected whether reviewers would reject it
     * @param businessChecked whether the plan gives the data of the business
     * @param findings what was found
     */
    public record Preflight(boolean rejectionExpected, boolean businessChecked, List<Finding> findings) {
        /**
         * A reason for a rejection.
         *
         * @param pointer where in the plan, as a JSON Pointer (RFC 6901)
         * @param code the code of Twilio's that is to be expected
         * @param sentence what is wrong and what helps
         * @param severity how likely it is
         */
        public record Finding(String pointer, Optional<Integer> code, String sentence, String severity) {}
    }

    /** Why reviewers would reject a plan. Nothing changes by asking. */
    public Answer<Preflight> preflight(byte[] plan) throws ApiException, InterruptedException {
        return post(endpoint.resolve("v1", "preflights"), Optional.of(plan), Preflight.class);
    }

    /**
     * An organisation's callbacks have got another address.
     *
     * @param rotatedAt since when
     */
    public record Rotation(Instant rotatedAt) {}

    /** Gives an organisation another address for Twilio's callbacks. Asking again soon answers the same. */
    public Answer<Rotation> rotateWebhookAddress(String orgId) throws ApiException, InterruptedException {
        var uri = endpoint.resolve("v1", "orgs", orgId, "webhook-address", "rotate");
        return post(uri, Optional.empty(), Rotation.class);
    }

    /**
     * A ticket for one connection of the live channel.
     *
     * @param url the address to connect to, with the ticket
     */
    public record LiveTicket(URI url) {}

    /** Makes a ticket, which must be used within a minute. */
    public Answer<LiveTicket> createLiveTicket() throws ApiException, InterruptedException {
        return post(endpoint.resolve("v1", "live-tickets"), Optional.empty(), LiveTicket.class);
    }

    private record Token(@JsonProperty("access_token") String accessToken) {}

    /**
     * Has the local system issue an access token.
     *
     * @param scopes its scopes; none: all of them
     * @param organisations the organisations that it is for; none: all of them
     * @param seconds how long it is valid
     */
    public String issueToken(List<String> scopes, List<String> organisations, long seconds)
            throws ApiException, InterruptedException {
        var query = new StringBuilder("?seconds=" + seconds);
        if (!scopes.isEmpty()) {
            query.append("&scope=").append(encoded(scopes));
        }
        if (!organisations.isEmpty()) {
            query.append("&organisations=").append(encoded(organisations));
        }
        var uri = URI.create(endpoint.resolve("issuer", "token") + query.toString());
        return post(uri, Optional.empty(), Token.class).value().accessToken();
    }

    static String encoded(List<String> words) {
        return URLEncoder.encode(String.join(" ", words), StandardCharsets.UTF_8);
    }

    /** What happened to a job after a version, in order; the first page of it, empty when nothing did. */
    public List<Answer<JobUpdate>> events(String jobId, long after) throws ApiException, InterruptedException {
        var path = endpoint.resolve("v1", "provisioning-jobs", jobId, "events");
        var uri = URI.create(path + "?after=" + after);
        var events = new ArrayList<Answer<JobUpdate>>();
        for (var event : get(uri, EventPage.class).value().events()) {
            events.add(Answer.of(convert(uri, event, JobUpdate.class), event));
        }
        return events;
    }

    /** Sees whether this API answers, by asking for a job that cannot be: any other server refuses in other words. */
    public void probe() throws ApiException, InterruptedException {
        try {
            job(NO_JOB);
        } catch (RequestRejectedException e) {
            var knowsJobs = e.problem().status() == 404 && e.problem().code().isPresent();
            if (!knowsJobs) {
                throw e;
            }
        }
    }

    private record EventPage(List<JsonNode> events) {}

    private Answer<Job> post(URI uri, Optional<byte[]> json) throws ApiException, InterruptedException {
        return post(uri, json, Job.class);
    }

    private <T> Answer<T> post(URI uri, Optional<byte[]> json, Class<T> type)
            throws ApiException, InterruptedException {
        var headers = json.isPresent() ? Map.of("Content-Type", "application/json") : Map.<String, String>of();
        return read(uri, send("POST", uri, json.orElse(new byte[0]), headers), type);
    }

    <T> Answer<T> get(URI uri, Class<T> type) throws ApiException, InterruptedException {
        return read(uri, send("GET", uri, new byte[0], Map.of()), type);
    }

    private HttpResponse<String> send(String method, URI uri, byte[] body, Map<String, String> headers)
            throws ApiException, InterruptedException {
        var answer = sendOnce(method, uri, body, headers);
        // A request of an unknown sender has had no effect.
        return answer.statusCode() == UNAUTHORIZED && authorization.renew()
                ? sendOnce(method, uri, body, headers)
                : answer;
    }

    private HttpResponse<String> sendOnce(String method, URI uri, byte[] body, Map<String, String> headers)
            throws ApiException, InterruptedException {
        var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT).method(method, publisher);
        request.header("Accept", "application/json, application/problem+json");
        headers.forEach(request::header);
        authorization.headers(method, uri, body).forEach((name, values) -> addHeader(request, name, values));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw UnreachableException.of(uri, e);
        }
    }

    private static void addHeader(HttpRequest.Builder request, String name, List<String> values) {
        if (!SENT_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
        }
    }

    private static <T> Answer<T> read(URI uri, HttpResponse<String> response, Class<T> type) throws ApiException {
        if (response.statusCode() / 100 != 2) {
            throw new RequestRejectedException(Problem.of(response));
        }
        try {
            var json = Json.MAPPER.readTree(response.body());
            var headers = response.headers();
            var retryAfter = headers.firstValueAsLong("Retry-After");
            return new Answer<>(
                    convert(uri, json, type),
                    json,
                    headers.firstValue("ETag"),
                    retryAfter.isPresent()
                            ? Optional.of(Duration.ofSeconds(retryAfter.getAsLong()))
                            : Optional.empty());
        } catch (JsonProcessingException e) {
            throw UnreachableException.notThisApi(uri, e);
        }
    }

    private static <T> T convert(URI uri, JsonNode json, Class<T> type) throws UnreachableException {
        try {
            return Json.MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw UnreachableException.notThisApi(uri, e);
        }
    }
}
