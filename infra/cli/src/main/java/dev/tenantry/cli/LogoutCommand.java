package dev.tenantry.cli;

import dev.tenantry.cli.login.StoredTokens;
import dev.tenantry.cli.option.EndpointOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code logout}: forgets the access token for a deployed system. */
@Command(
        name = "logout",
        header = "Forget the access token for a deployed system.",
        description = {"", "The token itself stays valid until it expires."},
        footerHeading = "%nExamples:%n",
        footer = "  infra/provisioning logout --endpoint https://HOST")
final class LogoutCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private EndpointOption endpoint;

    LogoutCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var where = endpoint.value();
        var removed = StoredTokens.in(context.environment()).remove(where);
        context.say(removed ? "Logged out of " + where.name() + "." : "There is no login at " + where.name() + ".");
        return ExitCode.COMPLETE;
    }
}
