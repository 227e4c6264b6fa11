package snow.project;

/** Is told what the compiler does next, in words for a user; each phase ends where the next begins. */
public interface Phases {
    /** Nobody listens. */
    Phases SILENT = _ -> {};

    void begin(String phase);
}
