package snow.actors;

import snow.rt.actor.Settings;

/** On what the processes of a program run. */
enum Schedule {
    ONE_CARRIER(1, false),
    TWO_CARRIERS(2, false),
    EIGHT_CARRIERS(8, false),

    /** The scheduler of the JDK, behind the gate. */
    GATE(2, true);

    private final int carriers;
    private final boolean fallback;

    Schedule(int carriers, boolean fallback) {
        this.carriers = carriers;
        this.fallback = fallback;
    }

    Settings of(Settings settings) {
        return settings.withSchedulers(carriers).withFallback(fallback);
    }
}
