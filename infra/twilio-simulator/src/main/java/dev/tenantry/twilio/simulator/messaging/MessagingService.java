package dev.tenantry.twilio.simulator.messaging;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** A messaging service (Twilio docs: Messaging Service resource, whose property names these are). */
public record MessagingService(
        String sid,
        String accountSid,
        String friendlyName,
        String inboundRequestUrl,
        String inboundMethod,
        String fallbackUrl,
        String fallbackMethod,
        String statusCallback,
        boolean stickySender,
        boolean mmsConverter,
        boolean smartEncoding,
        String scanMessageContent,
        boolean fallbackToLongCode,
        boolean areaCodeGeomatch,
        boolean synchronousValidation,
        int validityPeriod,
        String usecase,
        boolean useInboundWebhookOnNumber,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {}
