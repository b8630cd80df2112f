package io.casebook.standalone.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {

    static String text() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? System.getProperty("casebook.version", "development build") : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"casebook %s (Java %s)".formatted(text(), Runtime.version())};
    }
}
