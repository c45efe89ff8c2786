/** Output about a job for people and programs: lines, a table redrawn in place, or JSON. */
package dev.tenantry.cli.display;
