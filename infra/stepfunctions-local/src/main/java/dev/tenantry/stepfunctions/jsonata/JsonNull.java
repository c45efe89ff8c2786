package dev.tenantry.stepfunctions.jsonata;

/** JSON's null. A Java null means "undefined" to JSONata, which is something else. */
public enum JsonNull {
    NULL
}
