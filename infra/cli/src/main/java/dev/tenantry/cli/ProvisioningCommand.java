package dev.tenantry.cli;

import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.display.FailureText;
import dev.tenantry.cli.login.LoginException;
import dev.tenantry.cli.option.EndpointOption;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand, and how every subcommand reports. */
@Command(
        name = "infra/provisioning",
        header = "Gives organisations their own Twilio tenant: here, simulated, or on AWS.",
        synopsisSubcommandLabel = "COMMAND",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = ProvisioningCommand.EXIT_CODES,
        exitCodeList = {
            "0:What was asked for is done; a job that is followed is COMPLETE, or as asked CANCELLED or ROLLED_BACK, or with "
                    + "--until usable its tenant is usable",
            "1:The job ended otherwise, or the request was refused",
            "2:The command line is wrong",
            "3:The system cannot be reached, or cannot start",
            "130:Ended by Ctrl-C"
        },
        footerHeading = "%nBegin with:%n",
        footer = {
            "  infra/provisioning demo    one organisation, start to end",
            "  infra/provisioning up      keep it running; then, elsewhere:",
            "  infra/provisioning trigger acme --watch"
        })
final class ProvisioningCommand implements Callable<Integer> {
    static final String EXIT_CODES = "%nExit codes:%n";

    @Spec
    private CommandSpec spec;

    /** The whole command line. */
    static CommandLine in(CommandContext context) {
        var line = new CommandLine(CommandSpec.forAnnotatedObject(new ProvisioningCommand())
                        .addOption(help()))
                .addSubcommand(new DemoCommand(context))
                .addSubcommand(new UpCommand(context))
                .addSubcommand(new TriggerCommand(context))
                .addSubcommand(new WatchCommand(context))
                .addSubcommand(new CancelCommand(context))
                .addSubcommand(new RetryCommand(context))
                .addSubcommand(new RollbackCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new OrgCommand(context))
                .addSubcommand(new DriftCommand(context))
                .addSubcommand(new SendersCommand(context))
                .addSubcommand(new PreflightCommand(context))
                .addSubcommand(new RejectionCommand(context))
                .addSubcommand(new RotateWebhookCommand(context))
                .addSubcommand(new ReviewCommand(context))
                .addSubcommand(new TokenCommand(context))
                .addSubcommand(new LoginCommand(context))
                .addSubcommand(new LogoutCommand(context))
                .setExecutionExceptionHandler((failure, command, _) -> report(failure, command))
                .setParameterExceptionHandler((wrong, _) -> explain(wrong))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(writer(context.terminal().out()))
                .setErr(writer(context.err()));
        shapeHelp(line);
        return line;
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public Integer call() {
        var line = spec.commandLine();
        line.getErr().println("Say what to do.");
        line.usage(line.getErr());
        return spec.exitCodeOnInvalidInput();
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help and end.")
                .build();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** What the help of every command has alike. */
    private static void shapeHelp(CommandLine line) {
        var exitCodes = line.getCommandSpec().usageMessage().exitCodeList();
        for (var command : line.getSubcommands().values()) {
            command.getCommandSpec()
                    .usageMessage()
                    .synopsisHeading("%nUsage: ")
                    .parameterListHeading("%nParameters:%n")
                    .optionListHeading("%nOptions:%n")
                    .exitCodeListHeading(EXIT_CODES)
                    .exitCodeList(exitCodes);
        }
    }

    /** Says what is wrong, and where help is: all of it would push that out of sight. */
    private static int explain(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        err.println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("For help: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int report(Exception failure, CommandLine command) throws Exception {
        var err = command.getErr();
        return switch (failure) {
            case ApiException api -> {
                var endpoint = command.getCommandSpec().optionsMap().containsKey(ReviewCommand.ENDPOINT)
                        ? ReviewCommand.ENDPOINT
                        : EndpointOption.NAME;
                print(FailureText.of(api, endpoint), err);
                yield ExitCode.of(api);
            }
            case StartException start -> {
                print(List.of(start.getMessage()), err);
                yield ExitCode.UNREACHABLE;
            }
            case LoginException login -> {
                print(List.of(login.getMessage()), err);
                yield ExitCode.FAILED;
            }
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            default -> throw failure;
        };
    }

    private static void print(List<String> lines, PrintWriter err) {
        lines.forEach(err::println);
        err.flush();
    }
}
