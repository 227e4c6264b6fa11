package snow.rt.actor;

/** What a carrier's queues hold: a strand to continue, or an event process to give to a worker. */
interface Task {
    /** Runs on the carrier's own thread until the task waits, yields or ends. */
    void runOn(Carrier carrier);
}
