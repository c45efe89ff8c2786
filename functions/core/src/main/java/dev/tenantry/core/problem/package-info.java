/** What a client reads about a request that failed. */
package dev.tenantry.core.problem;
