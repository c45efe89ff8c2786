package dev.tenantry.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rotate-webhook}: gives Twilio's callbacks another address. */
@Command(
        name = "rotate-webhook",
        header = "Give an organisation another address for Twilio's callbacks.",
        description = {
            "",
            "The organisation's next job tells Twilio the new address. The former one is accepted until the next "
                    + "rotation, so bring the organisation over before that. Asking again within an hour changes nothing."
        },
        footerHeading = "%nExample:%n",
        footer = "  infra/provisioning rotate-webhook acme")
final class RotateWebhookCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ORG", description = "The organisation's id.")
    private String orgId;

    @Mixin
    private ConnectionOptions connection;

    RotateWebhookCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var rotation =
                connection.client(context).api().rotateWebhookAddress(orgId).value();
        context.say("Twilio's callbacks of " + orgId + " have another address since " + rotation.rotatedAt() + ".");
        context.say("Next: trigger " + orgId
                + " with its plan; the job tells Twilio. The former address is accepted until " + "the next rotation.");
        return ExitCode.COMPLETE;
    }
}
