/**
 * The desired state of one organisation's tenant: what its operator asks for, without any knowledge of how it is made.
 */
package dev.tenantry.core.plan;
