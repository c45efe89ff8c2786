package dev.tenantry.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class SigV4Test {
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC);
    private static final SigV4Oracle ORACLE = new SigV4Oracle(SECRET, "20150830T123600Z", "eu-west-1", "execute-api");
    private static final SigV4 SIGNER = new SigV4(() -> AwsCredentialsIdentity.create(KEY, SECRET), "eu-west-1", CLOCK);

    /** The oracle itself, by the case "get-vanilla" of AWS's Signature Version 4 test suite. */
    @Test
    void theOracleIsRight() {
        var signature = new SigV4Oracle(SECRET, "20150830T123600Z", "us-east-1", "service")
                .signature(
                        "GET",
                        URI.create("https://example.amazonaws.com/"),
                        Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z"),
                        SigV4Oracle.sha256(""));

        assertThat(signature).isEqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, https://abc123.execute-api.eu-west-1.amazonaws.com/v1/orgs/acme/provisioning-jobs, '{\"verify\":true}'",
        "GET, https://abc123.execute-api.eu-west-1.amazonaws.com/v1/provisioning-jobs/job_1/events?after=17, ''",
        "GET, https://api.example.com/prod/v1/orgs/a_b-c/provisioning-jobs/latest, ''"
    })
    void signsRequests(String method, URI uri, String body) throws Exception {
        var headers = SIGNER.headers(method, uri, body.getBytes(StandardCharsets.UTF_8));

        var authorization = headers.get("Authorization").getFirst();
        assertThat(authorization)
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/execute-api/aws4_request, ");
        assertThat(after(authorization, "Signature="))
                .isEqualTo(ORACLE.signature(method, uri, signed(headers, authorization), SigV4Oracle.sha256(body)));
    }

    @Test
    void sendsTheSessionTokenOfTemporaryCredentials() throws Exception {
        var session = AwsSessionCredentialsIdentity.create(KEY, SECRET, "token");
        var headers = new SigV4(() -> session, "eu-west-1", CLOCK)
                .headers("GET", URI.create("https://api.example.com/v1/x"), new byte[0]);

        assertThat(headers).containsEntry("X-Amz-Security-Token", List.of("token"));
    }

    @Test
    void saysWhenThereIsNothingToSignWith() {
        var signer = new SigV4(
                () -> {
                    throw SdkClientException.create("Unable to load credentials from Chain(software.amazon.X@1)");
                },
                "eu-west-1",
                CLOCK);

        assertThatThrownBy(() -> signer.headers("GET", URI.create("https://api.example.com/"), new byte[0]))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("Cannot sign the request: no AWS credentials were found, or they have expired.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://abc.execute-api.eu-west-1.amazonaws.com, eu-west-1",
        "https://abc.execute-api.cn-north-1.amazonaws.com.cn/prod, cn-north-1",
        "https://api.example.com,"
    })
    void findsTheRegionInTheHostName(URI uri, String region) {
        assertThat(SigV4.regionInHost(uri).orElse(null)).isEqualTo(region);
    }

    private static Map<String, String> signed(Map<String, List<String>> headers, String authorization) {
        var signed = new TreeMap<String, String>();
        var names = Arrays.asList(
                after(authorization, "SignedHeaders=").replaceFirst(",.*", "").split(";", -1));
        headers.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (names.contains(lower)) {
                signed.put(lower, values.getFirst());
            }
        });
        return signed;
    }

    private static String after(String text, String label) {
        return text.substring(text.indexOf(label) + label.length());
    }
}
