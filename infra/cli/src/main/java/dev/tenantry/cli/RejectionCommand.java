package dev.tenantry.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rejection}: says what one of Twilio's codes means. */
@Command(
        name = "rejection",
        header = "Say what one of Twilio's error codes means, who acts on it and how.",
        description = {"", "Nothing is asked of Twilio: the system has a table of the codes."},
        footerHeading = "%nExample:%n",
        footer = "  infra/provisioning rejection 30896")
final class RejectionCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "CODE", description = "The code, five digits.")
    private String code;

    @Mixin
    private ConnectionOptions connection;

    RejectionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var rejection = connection.client(context).api().rejection(code).value();
        context.say(rejection.code() + " (" + rejection.area() + "): " + rejection.meaning() + ".");
        context.say(rejection.whatToDo());
        rejection
                .resubmittable()
                .ifPresent(word -> context.say("A retry submits it again: " + word
                        + rejection.fee().map(fee -> ". It costs a fee: " + fee).orElse("") + "."));
        context.say(rejection.moreInfo());
        return ExitCode.COMPLETE;
    }
}
