package dev.tenantry.local.websocketapi;

/**
 * The status with which a connection ended, as RFC 6455, section 7.4, numbers it.
 *
 * @param reason may be empty
 */
record CloseStatus(int code, String reason) {

    static final CloseStatus NORMAL = new CloseStatus(1000, "Connection Closed Normally");
    static final CloseStatus GOING_AWAY = new CloseStatus(1001, "Going away");
    static final CloseStatus UNSUPPORTED_DATA = new CloseStatus(1003, "Binary frames are not supported");
}
