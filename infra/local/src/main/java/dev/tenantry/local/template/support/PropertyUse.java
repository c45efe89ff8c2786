package dev.tenantry.local.template.support;

import java.util.List;

/**
 * One property that a template sets.
 *
 * @param owner what has the property: a resource type, or for an event of a function {@code AWS::Serverless::Function
 *     event HttpApi}
 * @param pattern the property as {@link PropertySupport} declares it, for instance {@code Environment.Variables.*}
 * @param path where it stands, from the template's root, for instance {@code [Resources, Start, Properties, Timeout]};
 *     a list's items are numbered
 * @param line its line in the template
 * @param support what a local run does with it
 */
public record PropertyUse(String owner, String pattern, List<String> path, int line, Support support) {

    /** Copies the path. */
    public PropertyUse {
        path = List.copyOf(path);
    }
}
