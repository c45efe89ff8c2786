/** Log of the functions, in which each line is a JSON object. */
package dev.tenantry.core.log;
