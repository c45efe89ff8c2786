package dev.tenantry.twilio.simulator.http;

/**
 * A request to one of Twilio's hosts, before it is known what it asks for.
 *
 * @param method GET, POST or DELETE
 * @param host the host that the client means, such as {@code api.twilio.com}
 * @param path the path behind the host, decoded
 * @param query its query
 * @param form the form in its body
 * @param authorization the Authorization header, or null
 */
public record ApiRequest(String method, String host, String path, Params query, Params form, String authorization) {

    /** The host without region and edge, so {@code api.dublin.ie1.twilio.com} is {@code api.twilio.com}. */
    public String product() {
        return host.substring(0, host.indexOf('.')) + ".twilio.com";
    }

    /** Without credentials and form. */
    @Override
    public String toString() {
        return method + " https://" + host + path;
    }
}
