package snow.rt.actor;

/** The strand of one process, for the whole of its life. */
final class ProcessStrand extends Strand {
    ProcessStrand(Scheduler scheduler, Process process) {
        super(scheduler, process);
    }

    @Override
    public void run() {
        sliceTick = scheduler.tick();
        process.live();
    }
}
