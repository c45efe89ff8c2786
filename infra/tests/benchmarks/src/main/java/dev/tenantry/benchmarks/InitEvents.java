package dev.tenantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The events of the calls that are measured, about a tenant in the table that {@link CannedAws} has. */
final class InitEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OrgId ORG = new OrgId("acme");
    private static final String NONCE = "0123456789abcdef0123456789abcdef";
    private static final String CALLBACK = "[{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.compliance."
            + "brand-registration.brand-failure\",\"id\":\"EZ0123456789abcdef0123456789abcdef\",\"time\":"
            + "\"2026-12-01T10:00:00.000Z\",\"data\":{\"accountsid\":\"" + CannedAws.SUBACCOUNT
            + "\",\"brandsid\":\"BN0123456789abcdef0123456789abcdef\",\"brandstatus\":\"failed\"}}]";

    private final CannedAws aws;
    private final Job job;

    /** Stores the job and what a callback needs. */
    InitEvents(CannedAws aws, Table table) {
        this.aws = aws;
        var id = JobId.next();
        job = Job.create(
                id,
                ORG,
                Plan.DEFAULT,
                new Execution(
                        id.value(), "arn:aws:states:us-east-1:123456789012:execution:Provisioning:" + id.value(), 0),
                false,
                "arn:aws:iam::123456789012:user/operator",
                Instant.now());
        // A sealed store has no organisation, so each trigger makes the job that is asked for.
        new JobStore(table).create(job);
        aws.put("{\"PK\":{\"S\":\"ORG#acme\"},\"SK\":{\"S\":\"WEBHOOK\"},\"nonce\":{\"S\":\"" + NONCE + "\"}}");
        aws.put("{\"PK\":{\"S\":\"ORG#acme\"},\"SK\":{\"S\":\"LEDGER#"
                + ResourceKind.ACCOUNT.key(ORG).value() + "\"},\"sid\":{\"S\":\"" + CannedAws.SUBACCOUNT
                + "\"},\"secret\":{\"B\":\"c2VjcmV0\"},\"recordedAt\":{\"S\":\"2026-12-01T00:00:00.000Z\"}}");
    }

    JsonNode trigger() {
        var event = request("POST", "/v1/orgs/acme/provisioning-jobs");
        event.putObject("pathParameters").put("orgId", ORG.value());
        event.put("body", "{}");
        return event;
    }

    JsonNode read() {
        var event = request("GET", "/v1/provisioning-jobs/" + job.id());
        event.putObject("pathParameters").put("jobId", job.id().value());
        return event;
    }

    JsonNode step() {
        return JSON.createObjectNode()
                .put("jobId", job.id().value())
                .put("execution", job.id().value())
                .put("redriveCount", 0);
    }

    JsonNode callback() throws GeneralSecurityException {
        var path = "/webhooks/twilio/acme/" + NONCE;
        var query = "bodySHA256=" + sha256();
        var event = request("POST", path);
        event.putObject("pathParameters").put("orgId", ORG.value()).put("nonce", NONCE);
        event.put("rawQueryString", query);
        event.put("body", CALLBACK);
        event.withObject("/headers")
                .put("x-twilio-signature", signature("https://api.example.com" + path + "?" + query));
        return event;
    }

    JsonNode broadcast() {
        var event = JSON.createObjectNode();
        var record = event.putArray("Records").addObject();
        record.put("eventID", "1").put("eventName", "INSERT").put("eventSource", "aws:dynamodb");
        record.putObject("dynamodb")
                .put("SequenceNumber", "1")
                .put("StreamViewType", "NEW_IMAGE")
                .set("NewImage", aws.item("JOB#" + job.id(), "HEAD"));
        return event;
    }

    private static ObjectNode request(String method, String path) {
        var event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", method + " " + path)
                .put("rawPath", path)
                .put("rawQueryString", "")
                .put("isBase64Encoded", false);
        event.putObject("headers").put("content-type", "application/json").put("accept", "application/json");
        var context = event.putObject("requestContext").put("requestId", "request-1");
        context.putObject("http").put("method", method).put("path", path);
        context.putObject("authorizer")
                .putObject("iam")
                .put("userArn", "arn:aws:iam::123456789012:user/operator")
                .put("accountId", "123456789012");
        return event;
    }

    private static String sha256() throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(CALLBACK.getBytes(StandardCharsets.UTF_8)));
    }

    private static String signature(String url) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(CannedAws.AUTH_TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(url.getBytes(StandardCharsets.UTF_8)));
    }
}
