/** The responses of the Step Functions API, in AWS JSON 1.0. */
package dev.tenantry.stepfunctions.protocol;
