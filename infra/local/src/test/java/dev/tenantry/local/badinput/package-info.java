/** Tests of what the local system answers to requests that it must refuse. */
package dev.tenantry.local.badinput;
