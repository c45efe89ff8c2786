/** What every function needs from the world around it: its environment and its AWS clients. */
package dev.tenantry.core;
