/**
 * The operations of the Step Functions API: parameters checked as AWS checks them, answers and errors in AWS's words.
 * Internal to the engine.
 *
 * <p>Source: AWS Step Functions API Reference.
 */
package dev.tenantry.stepfunctions.api;
