/** Environment variables and AWS clients, as every function uses them. */
package dev.tenantry.core;
