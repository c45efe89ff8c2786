/**
 * The Amazon States Language, JSONata dialect: a definition's text becomes a validated model of records, or a list of
 * diagnostics. Internal to the engine.
 *
 * <p>Sources of the rules: the Amazon States Language specification (states-language.net) and the AWS Step Functions
 * Developer Guide.
 */
package dev.tenantry.stepfunctions.asl;
