/**
 * IAM for the functions of a local run: what a request of a function does at AWS, and whether the function's policies
 * in the template allow it.
 */
package dev.tenantry.local.iam;
