package dev.tenantry.cli;

import dev.tenantry.cli.display.SenderTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code senders}: shows which of an organisation's numbers and names may send where, and why not. */
@Command(
        name = "senders",
        header = "Show which of an organisation's numbers may send where, and why not.",
        description = {
            "",
            "ready: no registration is in the way. not-yet: somebody else decides. no: somebody has to act. The number "
                    + "behind it is the code with which Twilio refuses messages until then."
        },
        footerHeading = "%nExample:%n",
        footer = "  infra/provisioning senders acme")
final class SendersCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ORG", description = "The organisation's id.")
    private String orgId;

    @Mixin
    private ConnectionOptions connection;

    SendersCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var senders = connection.client(context).api().senders(orgId).value().senders();
        if (senders.isEmpty()) {
            context.say(orgId + " has no numbers yet.");
        } else {
            SenderTable.lines(senders).forEach(context::say);
        }
        return ExitCode.COMPLETE;
    }
}
