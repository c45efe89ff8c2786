/** The functions of JSONata, and those that Step Functions adds. */
package dev.tenantry.stepfunctions.jsonata.library;
