/** Phone numbers: search, purchase and attachment. */
package dev.tenantry.steps.numbers;
