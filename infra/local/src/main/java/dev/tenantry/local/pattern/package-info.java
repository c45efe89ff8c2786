/** The event patterns that EventBridge rules and Lambda's event filtering share. */
package dev.tenantry.local.pattern;
