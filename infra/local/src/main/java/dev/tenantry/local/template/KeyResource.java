package dev.tenantry.local.template;

/**
 * A KMS key ({@code AWS::KMS::Key}).
 *
 * @param logicalId its key in the template
 * @param id the key's id
 * @param arn the key's ARN
 */
public record KeyResource(String logicalId, String id, String arn) {}
