package dev.tenantry.twilio.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.account.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are those that Twilio publishes with its libraries and its "Webhooks Security". */
class CallbackSignatureTest {

    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    private static final List<Entry<String, String>> PARAMETERS = List.of(
            Map.entry("Digits", "1234"),
            Map.entry("CallSid", "CA1234567890ABCDE"),
            Map.entry("To", "+18005551212"),
            Map.entry("Caller", "+14158675309"),
            Map.entry("From", "+14158675309"));

    private static final String BODY = "{\"property\": \"value\", \"boolean\": true}";
    private static final String BODY_SHA256 = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    private static final String BODY_URL = URL + "&bodySHA256=" + BODY_SHA256;
    private static final String BODY_SIGNATURE = "a9nBmqA0ju/hNViExpshrM61xv4=";

    private final CallbackSignature signature = new CallbackSignature(new Secret("12345"));

    @Test
    void knowsTwiliosForm() {
        assertThat(signature.signsForm(URL, PARAMETERS, SIGNATURE)).isTrue();
    }

    @Test
    void knowsTwiliosFormInAnyOrder() {
        assertThat(signature.signsForm(URL, PARAMETERS.reversed(), SIGNATURE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://mycompany.com/myapp.php?foo=1&bar=2", "https://mycompany.com/myapp.php", ""})
    void refusesAFormForAnotherUrl(String url) {
        assertThat(signature.signsForm(url, PARAMETERS, SIGNATURE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RSOYDt4T1cUTdK1PDd93/VVr8B9=", "rsoydt4t1cutdk1pdd93/vvr8b8="})
    void refusesAnotherSignature(String other) {
        assertThat(signature.signsForm(URL, PARAMETERS, other)).isFalse();
        assertThat(signature.signsBody(BODY_URL, BODY, other)).isFalse();
    }

    @Test
    void refusesAnotherAccountsSignature() {
        var other = new CallbackSignature(new Secret("12346"));

        assertThat(other.signsForm(URL, PARAMETERS, SIGNATURE)).isFalse();
        assertThat(other.signsBody(BODY_URL, BODY, BODY_SIGNATURE)).isFalse();
    }

    @Test
    void refusesAFormThatWasChanged() {
        assertThat(signature.signsForm(URL, PARAMETERS.subList(1, 5), SIGNATURE))
                .isFalse();
        assertThat(signature.signsForm(URL, with(Map.entry("Digits2", "1")), SIGNATURE))
                .isFalse();
    }

    /** A map would keep one of the two, and the signature would fit. */
    @ParameterizedTest
    @ValueSource(strings = {"1234", "9999"})
    void refusesTwoParametersOfOneName(String second) {
        assertThat(signature.signsForm(URL, with(Map.entry("Digits", second)), SIGNATURE))
                .isFalse();
    }

    @Test
    void knowsTwiliosJson() {
        assertThat(signature.signsBody(BODY_URL, BODY, BODY_SIGNATURE)).isTrue();
        assertThat(signature.signsBody(
                        "https://mycompany.com/myapp.php?bodySHA256=" + BODY_SHA256,
                        BODY,
                        "y77kIzt2vzLz71DgmJGsen2scGs="))
                .isTrue();
    }

    @Test
    void refusesJsonThatWasChanged() {
        assertThat(signature.signsBody(BODY_URL, BODY.replace("true", "false"), BODY_SIGNATURE))
                .isFalse();
        assertThat(signature.signsBody(BODY_URL, "", BODY_SIGNATURE)).isFalse();
    }

    /** Then only the URL would be signed, and any body would do. */
    @Test
    void refusesJsonWithoutItsHash() {
        // printf '%s' "$URL" | openssl dgst -sha1 -hmac 12345 -binary | base64
        var signatureOfUrlAlone = "zYQTYrRWXE7LtzbG4PfP7/bkkGo=";

        assertThat(signature.signsForm(URL, List.of(), signatureOfUrlAlone)).isTrue();
        assertThat(signature.signsBody(URL, BODY, signatureOfUrlAlone)).isFalse();
    }

    @Test
    void refusesWhatIsNoUrl() {
        assertThat(signature.signsBody("https://[", BODY, BODY_SIGNATURE)).isFalse();
        assertThat(signature.signsForm("https://[", PARAMETERS, SIGNATURE)).isFalse();
    }

    private static List<Entry<String, String>> with(Entry<String, String> another) {
        var parameters = new ArrayList<>(PARAMETERS);
        parameters.add(another);
        return parameters;
    }
}
