/** JSON parsing and writing of the engine. Internal to the engine. */
package dev.tenantry.stepfunctions.json;
