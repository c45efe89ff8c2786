package dev.tenantry.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.cli.api.Json;
import dev.tenantry.cli.api.ProvisioningApi.Preflight;
import dev.tenantry.cli.option.PlanOption;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code preflight}: says why reviewers would reject a plan. */
@Command(
        name = "preflight",
        header = "Say why reviewers would reject a plan, before anything is paid.",
        description = {
            "",
            "Reads the plan's texts and data by the published rules, and the pages that it names where you ask for that. Ends "
                    + "with 1 when a rejection is to be expected. Nothing is bought, stored or asked of Twilio."
        },
        footerHeading = "%nExample:%n",
        footer = "  infra/provisioning preflight --plan docs/examples/registrations.json")
final class PreflightCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private PlanOption plan;

    @Option(
            names = "--check-pages",
            description =
                    "Fetch privacy policy, terms, opt-in page and website, too, and read what reviewers look for there.")
    private boolean checksPages;

    @Mixin
    private ConnectionOptions connection;

    PreflightCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var preflight = connection
                .client(context)
                .api()
                .preflight(checksPages ? withPages(plan.plan()) : plan.plan())
                .value();
        preflight.findings().forEach(finding -> context.say(line(finding)));
        if (!preflight.businessChecked()) {
            context.say("The data of the business were not checked: the plan does not give them.");
        }
        if (preflight.findings().isEmpty()) {
            context.say("Nothing was found that reviewers would reject.");
        }
        return preflight.rejectionExpected() ? ExitCode.FAILED : ExitCode.COMPLETE;
    }

    /** The plan with the wish that its pages are looked at; what is no object the API refuses anyway. */
    private static byte[] withPages(byte[] plan) throws IOException {
        return Json.MAPPER.readTree(plan) instanceof ObjectNode object
                ? Json.MAPPER.writeValueAsBytes(object.put("checkPages", true))
                : plan;
    }

    private static String line(Preflight.Finding finding) {
        return finding.severity() + "  " + finding.pointer()
                + finding.code().map(code -> " [" + code + "]").orElse("") + "  " + finding.sentence();
    }
}
