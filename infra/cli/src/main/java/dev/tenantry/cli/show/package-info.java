/** What people and programs read of a job: lines, a table redrawn in place, or JSON. */
package dev.tenantry.cli.show;
