package dev.tenantry.cli;

import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.OrganisationsApi;
import dev.tenantry.cli.display.OrganisationTable;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code org}: shows what is recorded of an organisation, or lists the organisations. */
@Command(
        name = "org",
        header = "Show what is recorded of an organisation and its tenant, or list the organisations.",
        description = {
            "",
            "Shows the subaccount, the numbers, every resource with its SID, the registrations and the newest job. Twilio "
                    + "is not asked; see the command drift for that. Without ORG, lists the organisations, the one with "
                    + "the newest job first."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  infra/provisioning org acme", "  infra/provisioning org", "  infra/provisioning org --query ac"})
final class OrgCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ORG", description = "The organisation's id.")
    private Optional<String> orgId = Optional.empty();

    @Option(
            names = "--query",
            paramLabel = "TEXT",
            description = "List only organisations whose id or display name begins so, in upper or lower case.")
    private Optional<String> query = Optional.empty();

    @Option(names = "--json", description = "Print JSON; of a list, one line for each page.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    OrgCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (orgId.isPresent() && query.isPresent()) {
            throw new ParameterException(spec.commandLine(), "Give an ORG or --query, not both");
        }
        var api = connection.client(context).api().organisations();
        if (orgId.isPresent()) {
            show(api, orgId.get());
        } else {
            list(api);
        }
        return ExitCode.COMPLETE;
    }

    private void show(OrganisationsApi api, String org) throws ApiException, InterruptedException {
        var organisation = api.organisation(org);
        if (json) {
            context.say(organisation.json().toString());
        } else {
            OrganisationTable.lines(organisation.value()).forEach(context::say);
        }
    }

    /** Page by page: one that is empty may still have a next one. */
    private void list(OrganisationsApi api) throws ApiException, InterruptedException {
        Optional<String> cursor = Optional.empty();
        do {
            var page = api.list(query, cursor);
            if (json) {
                context.say(page.json().toString());
            } else {
                OrganisationTable.lines(page.value().orgs()).forEach(context::say);
            }
            cursor = page.value().next();
        } while (cursor.isPresent());
    }
}
