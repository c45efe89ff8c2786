package dev.tenantry.api.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.storage.JobStore;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A request to the HTTP API, as the handlers need it: API Gateway's payload format 2.0. */
public final class Request {
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,255}");

    /** What a gateway that decodes leniently puts where the bytes are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final APIGatewayV2HTTPEvent event;
    private FunctionLog log;
    private Optional<Authorization> authorization = Optional.empty();
    private Optional<AuditDraft> audit = Optional.empty();
    private Optional<Admission> admission = Optional.empty();
    private boolean isAboutJob;

    /** @param log the log of the function that answers the request */
    public Request(APIGatewayV2HTTPEvent event, FunctionLog log) {
        this.event = event;
        this.log = log;
    }

    /** The organisation of the path. */
    public OrgId orgId() {
        return orgId(pathParameter("orgId"));
    }

    /** The organisation of the query, if it names one. */
    public Optional<OrgId> orgIdOfQuery() {
        return parameter("orgId").map(this::orgId);
    }

    /** For an organisation that the caller may not act for, the answer is the same whether it exists or not. */
    private OrgId orgId(String value) {
        if (!OrgId.isValid(value)) {
            throw new ProblemException(Problems.invalidParameter(
                    "The organisation's id is not valid.",
                    "Use 1 to 40 letters, digits, - or _, beginning with a letter or digit."));
        }
        var orgId = new OrgId(value);
        if (!caller().mayActFor(orgId)) {
            throw new ProblemException(Problems.noSuchOrganisation(orgId));
        }
        admission.ifPresent(limits -> limits.countOf(orgId));
        return orgId;
    }

    /** The job of the path. An id that no job can have is one that no job has. */
    public JobId jobId() {
        var value = pathParameter("jobId");
        if (!JobId.isValid(value)) {
            throw new ProblemException(Problems.notFound(
                    "There is no such job.", "Use the id that the trigger answered: job_ and 26 characters."));
        }
        return new JobId(value);
    }

    /**
     * The job of the path, as it stands.
     *
     * @throws ProblemException when there is none, or it is one of an organisation that the caller may not act for
     */
    public Job job(JobStore jobs) {
        var id = jobId();
        var found =
                jobs.find(id, caller().organisations()).orElseThrow(() -> new ProblemException(Problems.noSuchJob(id)));
        isAbout(found);
        audit.ifPresent(draft -> draft.about(found));
        admission.ifPresent(limits -> limits.countOf(found.orgId()));
        return found;
    }

    void auditedBy(AuditDraft draft) {
        audit = Optional.of(draft);
    }

    void limitedBy(Admission limits) {
        admission = Optional.of(limits);
    }

    /** @throws ProblemException when the caller has sent too many such requests */
    void requireAdmission() {
        admission.ifPresent(limits -> limits.countOf(caller()));
    }

    /** The audit record of this request, for the transaction that changes something. */
    public AuditDraft audit() {
        return audit.orElseThrow();
    }

    /** The number of items of a list that the caller wants at most. */
    public int limit() {
        return (int) number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
    }

    /**
     * The position at which the page begins, from the cursor that the caller got with the page before; empty for the
     * first page.
     *
     * @param isValid whether a text can be such a position
     */
    public Optional<String> cursor(Predicate<String> isValid) {
        return parameter("cursor").map(cursor -> Cursor.position(cursor, list())
                .filter(isValid)
                .orElseThrow(() -> new ProblemException(Problems.invalidParameter(
                        "The parameter cursor is not one that this list gives out.",
                        "Use the \"next\" of the page before with the same filters, or leave it out for the first"
                                + " page."))));
    }

    /** The cursor of the page of this list that begins after a position. */
    String cursorOf(String position) {
        return Cursor.of(position, list());
    }

    /** The list that this request reads a page of: its path, and what filters it. */
    private String list() {
        var filters = new TreeMap<>(query());
        filters.keySet().removeAll(Set.of("cursor", "limit"));
        return event.getRawPath() + filters;
    }

    /** The path and query of this request, with another value of one parameter. */
    public String targetWith(String parameter, String value) {
        var query = new TreeMap<>(query());
        query.put(parameter, value);
        return query.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", event.getRawPath() + "?", ""));
    }

    /** A parameter of the query. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query().get(name));
    }

    /** A whole number of the query. */
    public long number(String parameter, long smallest, long largest, long otherwise) {
        var text = parameter(parameter).orElse(Long.toString(otherwise));
        try {
            // Long.parseLong alone would take +5, 007 and the digits of every script.
            if (WHOLE_NUMBER.matcher(text).matches()
                    && Long.parseLong(text) >= smallest
                    && Long.parseLong(text) <= largest) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException notALong) {
            // Told below, in the same words as a number out of range.
        }
        throw new ProblemException(Problems.invalidParameter(
                "The parameter " + parameter + " is not a whole number from " + smallest + " to " + largest + ".",
                "Correct the parameter, or leave it out for " + otherwise + "."));
    }

    /** A header, by its name in lower case, as API Gateway hands headers over. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(event.getHeaders()).map(all -> all.get(name));
    }

    /** The key by which the caller may send this request again, if it gave one. */
    public Optional<String> idempotencyKey() {
        var key = header("idempotency-key");
        if (!key.stream().allMatch(IDEMPOTENCY_KEY.asMatchPredicate())) {
            throw new ProblemException(Problem.of(
                    400,
                    "idempotency-key-invalid",
                    "The Idempotency-Key is not valid",
                    "The header Idempotency-Key is not a text of 1 to 255 visible ASCII characters.",
                    "Use a random UUID, the same each time that you send this request again."));
        }
        return key;
    }

    /** The body's text, or empty when there is none. */
    public Optional<String> body() {
        if (event.getBody() == null || event.getBody().isEmpty()) {
            return Optional.empty();
        }
        var bytes = bytes();
        if (bytes.length > LARGEST_BODY) {
            throw new ProblemException(Problem.of(
                    413,
                    "payload-too-large",
                    "The body is too large",
                    "The body has " + bytes.length + " bytes; at most " + LARGEST_BODY + " are read.",
                    "Send a smaller plan."));
        }
        MediaTypes.requireJson(this);
        return Optional.of(utf8(bytes));
    }

    /** @throws ProblemException when the caller takes none of the media types that answers have */
    void requireJsonAccepted() {
        MediaTypes.requireJsonAccepted(this);
    }

    /** @throws ProblemException when the query has another parameter: one that is ignored is a wish that is not met */
    void requireParametersAmong(Set<String> known) {
        var unknown = new TreeSet<>(query().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ProblemException(Problems.invalidParameter(
                    "The query has a parameter that this operation does not know.",
                    known.isEmpty()
                            ? "Send the request without a query."
                            : new TreeSet<>(known)
                                    .stream().collect(Collectors.joining(", ", "Use these parameters only: ", "."))));
        }
    }

    /** Who sent the request, by what the authorizer of its route found out. */
    public Caller caller() {
        return authorization().caller();
    }

    /** Read at its first use, and once: what is wrong with it is a failure of the handler, which answers it. */
    Authorization authorization() {
        if (authorization.isEmpty()) {
            authorization = Optional.of(Authorization.of(
                    Optional.ofNullable(event.getRequestContext().getAuthorizer())));
        }
        return authorization.get();
    }

    /**
     * Requires that the caller may act for all organisations.
     *
     * @throws ProblemException when it may act for some only
     */
    public void requireAllOrganisations() {
        if (!caller().mayActForAll()) {
            throw new ProblemException(Problems.forbidden(
                    "The caller may act for some organisations, and this is about all of them.",
                    "Ask for one organisation: its lists are under /v1/orgs/{orgId}."));
        }
    }

    /** The method of the request, such as {@code GET}. */
    public String method() {
        return event.getRequestContext().getHttp().getMethod();
    }

    /** The path of the request, without its query. */
    public String path() {
        return event.getRawPath();
    }

    /** API Gateway's id of the request. */
    public String id() {
        return event.getRequestContext().getRequestId();
    }

    private Map<String, String> query() {
        return Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Writes to the function's log what happened because of this request. */
    public void log(LogLevel level, String happening) {
        log.log("Request " + id() + ": " + happening, level);
    }

    /** Writes to the function's log what was thrown because of this request. */
    void log(LogLevel level, String happening, Throwable thrown) {
        log.log("Request " + id() + ": " + happening, level, thrown);
    }

    /** Learns which job the request is about, for the log. */
    void isAbout(Job job) {
        log = log.about(job);
        isAboutJob = true;
    }

    /** Writes to the function's log how a change of a job was answered. */
    void logChange(String operation, int status) {
        if (isAboutJob) {
            log(LogLevel.INFO, operation + " is answered " + status);
        }
    }

    /** A parameter of the path, which the route has. */
    public String pathParameter(String name) {
        return Optional.ofNullable(event.getPathParameters()).orElse(Map.of()).getOrDefault(name, "");
    }

    private byte[] bytes() {
        try {
            return event.getIsBase64Encoded()
                    ? Base64.getDecoder().decode(event.getBody())
                    : event.getBody().getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new ProblemException(Problems.malformedBody("The body is not Base64."));
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf(REPLACEMENT) < 0) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // Told below, as if a gateway had replaced it.
        }
        throw new ProblemException(Problems.malformedBody("The body is not UTF-8."));
    }
}
