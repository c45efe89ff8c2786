package dev.tenantry.core.readiness;

import dev.tenantry.core.errorcode.ErrorCode;
import java.util.Optional;

/**
 * Everything on which it depends where a sender may send.
 *
 * @param kind the kind of sender
 * @param stop the code with which Twilio refuses the whole account, if it is suspended or closed
 * @param calls whether it is known that it can call
 * @param brand the organisation's brand, with the profile and the trust product before it
 * @param campaign the campaign of the messaging service
 * @param membership the number's own registration for the campaign
 * @param verification the verification of the number, if it is toll-free
 */
public record SenderFacts(
        SenderKind kind,
        Optional<ErrorCode> stop,
        boolean calls,
        Registration brand,
        Registration campaign,
        CampaignMembership membership,
        Registration verification) {}
