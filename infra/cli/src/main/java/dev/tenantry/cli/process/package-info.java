/** What the operating system does to this process. */
package dev.tenantry.cli.process;
