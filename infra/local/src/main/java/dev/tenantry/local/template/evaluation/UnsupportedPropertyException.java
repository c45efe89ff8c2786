package dev.tenantry.local.template.evaluation;

/** Thrown when a template uses something that a local run neither honours nor knows to be without effect. */
public final class UnsupportedPropertyException extends TemplateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param path where it stands, for instance {@code Resources.Table.Properties.Foo}
     * @param line the line in the template, counted from 1
     */
    public UnsupportedPropertyException(String path, int line) {
        super(path + " is not supported by a local run", line);
    }

    /**
     * Creates the exception for a property whose value is the trouble.
     *
     * @param path where it stands
     * @param why what of the value is not supported
     * @param line the line in the template, counted from 1
     */
    public UnsupportedPropertyException(String path, String why, int line) {
        super(path + " is not supported by a local run: " + why, line);
    }
}
