package dev.tenantry.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.local.web.WebServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class SsmTest {

    private final Ssm service = new Ssm(new AwsAccount("123456789012", "eu-west-1"), Clock.systemUTC());
    private final WebServer server =
            WebServer.start(0, new AwsEndpoint(List.of(new JsonServices(Map.of(Ssm.TARGET, service)))));
    private final SsmClient ssm = AwsClients.client(SsmClient.builder(), server.uri());

    @AfterEach
    void close() {
        ssm.close();
        server.close();
    }

    @Test
    void returnsAParameterByNameAndArn() {
        service.put("/tenantry/public-url", "https://example.com");
        var arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/tenantry/public-url";

        for (var name : List.of("/tenantry/public-url", arn)) {
            var parameter = ssm.getParameter(get -> get.name(name)).parameter();
            assertThat(parameter.name()).isEqualTo("/tenantry/public-url");
            assertThat(parameter.value()).isEqualTo("https://example.com");
            assertThat(parameter.type()).isEqualTo(ParameterType.STRING);
            assertThat(parameter.version()).isEqualTo(1);
            assertThat(parameter.arn()).isEqualTo(arn);
        }
    }

    @Test
    void overwritesOnlyWhenAsked() {
        ssm.putParameter(put -> put.name("url").value("one").type(ParameterType.STRING));

        assertThatExceptionOfType(ParameterAlreadyExistsException.class)
                .isThrownBy(() ->
                        ssm.putParameter(put -> put.name("url").value("two").type(ParameterType.STRING)));
        assertThat(ssm.putParameter(put -> put.name("url").value("two").overwrite(true))
                        .version())
                .isEqualTo(2);
        assertThat(ssm.getParameter(get -> get.name("url")).parameter().value()).isEqualTo("two");
    }

    @Test
    void decryptsASecureStringOnlyWhenAsked() {
        ssm.putParameter(put -> put.name("token").value("secret").type(ParameterType.SECURE_STRING));

        assertThat(ssm.getParameter(get -> get.name("token")).parameter().value())
                .isNotEqualTo("secret");
        assertThat(ssm.getParameter(get -> get.name("token").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("secret");
    }

    @Test
    void tellsWhichParametersAreMissing() {
        service.put("a", "1");

        var parameters = ssm.getParameters(get -> get.names("a", "b"));

        assertThat(parameters.parameters()).extracting(Parameter::name).containsExactly("a");
        assertThat(parameters.invalidParameters()).containsExactly("b");
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> ssm.getParameter(get -> get.name("b")));
    }
}
