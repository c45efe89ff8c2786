package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackSignatureTest {
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final Map<String, String> FIELDS = Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+14158675309",
            "Digits", "1234",
            "From", "+14158675309",
            "To", "+18005551212");
    /** What Twilio's documentation ("Webhooks Security") gives for the above under the auth token 12345. */
    private static final String DOCUMENTED = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    private final CallbackSignature signature = new CallbackSignature(new Secret("12345"));

    @Test
    void knowsTheSignatureThatTwilioDocuments() {
        var form = new Form(Callback.encoded(FIELDS), FIELDS);

        assertThat(signature.isValid(DOCUMENTED, URL, form)).isTrue();
        assertThat(signature.isValid(DOCUMENTED, URL + "&x=y", form)).isFalse();
        assertThat(new CallbackSignature(new Secret("54321")).isValid(DOCUMENTED, URL, form))
                .isFalse();
    }

    @Test
    void theTestsSignAsTwilioDocuments() {
        assertThat(Callback.sign("12345", URL, FIELDS)).isEqualTo(DOCUMENTED);
    }

    @Test
    void anAddressThatIsNoneHasNoSignature() {
        assertThat(signature.isValid(DOCUMENTED, "https://[", new Body.Other("{}")))
                .isFalse();
    }
}
