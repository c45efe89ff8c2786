package dev.tenantry.local.aws;

/** A service that speaks AWS JSON 1.0 or 1.1: an operation's name and a JSON object in, a JSON object out. */
@FunctionalInterface
public interface JsonService {

    /** Performs one operation; it may block, for a long poll say. Errors are answers too. */
    AwsAnswer call(AwsRequest request);
}
