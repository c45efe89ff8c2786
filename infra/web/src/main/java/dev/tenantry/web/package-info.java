/** The page: files that a browser runs as they are, and where to find them. */
package dev.tenantry.web;
