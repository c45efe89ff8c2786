package dev.tenantry.local;

import dev.tenantry.local.aws.AwsClients;
import dev.tenantry.local.aws.AwsEndpoint;
import dev.tenantry.local.aws.JsonServices;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.web.WebServer;
import dev.tenantry.stepfunctions.StepFunctions;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Reads the settings as a function does, by the parameter's name. */
final class ParameterProbe {

    private ParameterProbe() {}

    static String observe(Template template) {
        var stores = new LocalAwsStores(template, Optional.empty());
        try (var stepFunctions = StepFunctions.builder().build();
                var server = WebServer.start(
                        0, new AwsEndpoint(List.of(new JsonServices(stores.servicesWith(stepFunctions)))));
                var ssm = AwsClients.client(SsmClient.builder(), server.uri())) {
            return ssm.getParameter(get -> get.name("/tenantry/settings"))
                    .parameter()
                    .value();
        }
    }
}
