package dev.tenantry.cli;

import dev.tenantry.cli.api.ProvisioningApi.Preflight;
import dev.tenantry.cli.option.PlanOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code preflight}: says why reviewers would reject a plan. */
@Command(
        name = "preflight",
        header = "Say why reviewers would reject a plan, before anything is paid.",
        description = {
            "",
            "Reads the plan's texts and data by the published rules. Ends with 1 when a rejection is to be expected. Nothing is "
                    + "bought, stored or asked of Twilio."
        },
        footerHeading = "%nExample:%n",
        footer = "  infra/provisioning preflight --plan docs/examples/registrations.json")
final class PreflightCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private PlanOption plan;

    @Mixin
    private ConnectionOptions connection;

    PreflightCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var preflight = connection.client(context).api().preflight(plan.plan()).value();
        preflight.findings().forEach(finding -> context.say(line(finding)));
        if (!preflight.businessChecked()) {
            context.say("The data of the business were not checked: the plan does not give them.");
        }
        if (preflight.findings().isEmpty()) {
            context.say("Nothing was found that reviewers would reject.");
        }
        return preflight.rejectionExpected() ? ExitCode.FAILED : ExitCode.COMPLETE;
    }

    private static String line(Preflight.Finding finding) {
        return finding.severity() + "  " + finding.pointer()
                + finding.code().map(code -> " [" + code + "]").orElse("") + "  " + finding.sentence();
    }
}
