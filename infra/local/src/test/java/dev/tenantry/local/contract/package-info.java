/** Comparison of the documents of the APIs, {@code docs/reference}, with the template, the code and the traffic. */
package dev.tenantry.local.contract;
