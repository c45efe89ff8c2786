package dev.tenantry.web;

import java.net.URI;
import java.util.Objects;

/** The page's files. */
public final class Page {

    private static final String INDEX = "index.html";

    private Page() {}

    /**
     * The folder that holds them, in this module's jar or among its classes.
     *
     * @return a {@code jar:} or {@code file:} address that ends in a slash
     */
    public static URI folder() {
        var index = Objects.requireNonNull(Page.class.getResource("site/" + INDEX), INDEX + " is missing")
                .toString();
        return URI.create(index.substring(0, index.length() - INDEX.length()));
    }
}
