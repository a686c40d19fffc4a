package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An export job on the host of a service that never ends and is started again and again: the workers pile up and take the CPU. */
final class CpuFault implements Fault {
    private static final int WORKERS = 40;
    private static final Duration BETWEEN = Duration.ofSeconds(24);

    private final String id;
    private final ServiceKind kind;
    private final List<Process> workers = new CopyOnWriteArrayList<>();

    CpuFault(String id, ServiceKind kind) {
        this.id = id;
        this.kind = kind;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "Runaway export jobs exhaust the CPU of one service";
    }

    @Override
    public Duration begins() {
        return Duration.ofMinutes(17);
    }

    @Override
    public boolean real() {
        return true;
    }

    @Override
    public String culprit() {
        return kind.role();
    }

    @Override
    public void begin(Operations operations) throws Exception {
        for (int i = 0; i < WORKERS && !operations.remedied(); i++) {
            workers.add(operations.startOn(kind, List.of("nice", "-n", "-14", "sh", "-c", "while :; do :; done")));
            operations.note("export worker " + (i + 1) + " started on the host of " + kind.role());
            operations.pause(BETWEEN);
        }
    }

    @Override
    public void remedy(Operations operations) {
        for (Process worker : workers) {
            worker.destroyForcibly();
        }
        operations.note("export workers killed");
    }
}
