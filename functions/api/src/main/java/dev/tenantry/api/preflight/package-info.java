/**
 * The pre-flight: which rejections a plan would meet, by rules about its texts and data alone. The same plan has the
 * same findings always; nothing is fetched and nobody is asked. What its pages say is looked at elsewhere.
 */
package dev.tenantry.api.preflight;
