/**
 * The rules that all main code keeps: which modules and packages may use which, and how large packages, classes and
 * methods may be. Exceptions are listed in {@code exceptions.txt}.
 */
package dev.tenantry.architecture;
