package dev.tenantry.twilio.simulator.numbers;

/**
 * Webhook settings of a number: the URL, or the application with URLs, that answers its calls and messages.
 *
 * @param applicationSid the application, which goes before the URLs
 * @param url the URL
 * @param method GET or POST
 * @param fallbackUrl the URL when that one fails
 * @param fallbackMethod GET or POST
 */
public record WebhookSettings(
        String applicationSid, String url, String method, String fallbackUrl, String fallbackMethod) {
    /** Of a number just bought, for messages. */
    static final WebhookSettings NO_SMS = new WebhookSettings("", "", "POST", "", "POST");
    /** Of a number just bought, for calls. */
    static final WebhookSettings NO_VOICE = new WebhookSettings(null, null, "POST", null, "POST");
}
