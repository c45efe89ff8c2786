/** Options that several commands have. */
package dev.tenantry.cli.option;
