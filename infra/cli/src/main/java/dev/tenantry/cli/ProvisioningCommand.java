package dev.tenantry.cli;

import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.show.FailureText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
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
final class ProvisioningCommand implements Runnable {
    static final String EXIT_CODES = "%nExit codes:%n";

    @Spec
    private CommandSpec spec;

    /** The whole command line. */
    static CommandLine in(Context context) {
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
                .addSubcommand(new RotateWebhookCommand(context))
                .addSubcommand(new ReviewCommand(context))
                .setExecutionExceptionHandler((failure, command, _) -> report(failure, command.getErr()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(writer(context.terminal().out()))
                .setErr(writer(context.err()));
        shapeHelp(line);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do");
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

    private static int report(Exception failure, PrintWriter err) throws Exception {
        return switch (failure) {
            case ApiException api -> {
                print(FailureText.of(api), err);
                yield ExitCode.of(api);
            }
            case StartException start -> {
                print(List.of(start.getMessage()), err);
                yield ExitCode.UNREACHABLE;
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
