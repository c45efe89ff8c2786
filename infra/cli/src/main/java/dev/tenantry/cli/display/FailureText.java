package dev.tenantry.cli.display;

import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.CredentialsException;
import dev.tenantry.cli.api.Problem;
import dev.tenantry.cli.api.RequestRejectedException;
import dev.tenantry.cli.api.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call that failed, in the words that help: what, why, who must act, and what to do next. */
public final class FailureText {
    private FailureText() {}

    /** The lines to print. */
    public static List<String> of(ApiException failure) {
        return of(failure, "--endpoint");
    }

    /**
     * The lines to print.
     *
     * @param endpointOption names another system
     */
    public static List<String> of(ApiException failure, String endpointOption) {
        return switch (failure) {
            case RequestRejectedException refused -> of(refused.problem());
            case CredentialsException unsigned ->
                List.of(
                        Style.clean(unsigned.getMessage()),
                        "  Who acts: you",
                        "  Next:     sign in, for example with: aws sso login",
                        "            or set AWS_PROFILE and AWS_REGION",
                        "            or give an access token to: infra/provisioning login");
            case UnreachableException unreachable ->
                List.of(
                        Style.clean(unreachable.getMessage()),
                        "  Who acts: you",
                        "  Next:     start the local system with: infra/provisioning up",
                        "            or name the one you mean with " + endpointOption + " URL");
        };
    }

    /** A gateway that refuses a sender says nothing of what to do. */
    private static Optional<String> next(Problem problem) {
        return switch (problem.status()) {
            case 401 -> Optional.of("get an access token, and give it to: infra/provisioning login");
            case 403 ->
                problem.nextAction().or(() -> Optional.of("ask for the right to do this, or log in as another"));
            default -> problem.nextAction();
        };
    }

    private static List<String> of(Problem problem) {
        var lines = new ArrayList<String>();
        lines.add(Style.clean(problem.title())
                + problem.code().map(code -> " (" + code + ")").orElse(""));
        problem.detail().ifPresent(detail -> lines.add("  Cause:    " + Style.clean(detail)));
        problem.errors()
                .forEach(error -> lines.add("            " + error.pointer() + "  " + Style.clean(error.detail())));
        lines.add("  Who acts: " + problem.whoMustAct());
        next(problem).ifPresent(next -> lines.add("  Next:     " + Style.clean(next)));
        problem.requestId().ifPresent(id -> lines.add("  Request:  " + Style.clean(id)));
        return lines;
    }
}
