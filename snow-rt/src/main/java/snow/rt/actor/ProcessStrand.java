package snow.rt.actor;

/** The strand of one process, for the whole of its life, where there are no carriers whose workers could run it. */
final class ProcessStrand extends Strand {
    /** The thread runs. */
    volatile boolean begun;

    ProcessStrand(Scheduler scheduler, Process process) {
        super(scheduler, process);
    }

    @Override
    public void run() {
        begun = true;
        process.liveOn(this);
    }
}
