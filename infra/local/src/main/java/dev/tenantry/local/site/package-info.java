/** Serves the files of a web page beside the APIs. Knows nothing of what the page is. */
package dev.tenantry.local.site;
