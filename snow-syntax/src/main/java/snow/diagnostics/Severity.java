package snow.diagnostics;

/** How bad a diagnostic is. Only errors make a command fail. */
public enum Severity {
    ERROR,
    WARNING
}
