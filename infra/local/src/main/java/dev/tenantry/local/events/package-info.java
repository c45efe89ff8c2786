/** EventBridge's default bus and its schedules, for the functions of a template. */
package dev.tenantry.local.events;
