package dev.tenantry.cli;

import dev.tenantry.cli.display.DriftTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drift}: compares an organisation's tenant with Twilio and the plan. */
@Command(
        name = "drift",
        header = "Compare an organisation's tenant with Twilio and the plan; nothing is changed.",
        description = {
            "",
            "drifted: a setting at Twilio is not as planned. missing: it is gone. unknown: the subaccount has it and the "
                    + "ledger does not. unchecked: Twilio could not be asked about it. Ends with 0 when there is an answer, "
                    + "whatever was found."
        },
        footerHeading = "%nExample:%n",
        footer = "  infra/provisioning drift acme")
final class DriftCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ORG", description = "The organisation's id.")
    private String orgId;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    DriftCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var drift = connection.client(context).api().organisations().drift(orgId);
        if (json) {
            context.say(drift.json().toString());
        } else {
            DriftTable.lines(drift.value()).forEach(context::say);
        }
        return ExitCode.COMPLETE;
    }
}
