/**
 * Steps that wait for somebody outside: which they are, with which task token Step Functions is told that they are
 * done, and when they are looked at next if nobody calls.
 */
package dev.tenantry.core.review;
