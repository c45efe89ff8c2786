/** What an operator sets with the parameters of the stack, and may change after the deployment. */
package dev.tenantry.core.settings;
