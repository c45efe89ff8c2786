/** The traffic of both APIs, for those who want to see it, such as tests that compare it with the documents. */
package dev.tenantry.local.traffic;
