/** How the engine reads and writes JSON. Internal to the engine. */
package dev.tenantry.stepfunctions.json;
