/** Logins at deployed systems. */
package dev.tenantry.cli.login;
