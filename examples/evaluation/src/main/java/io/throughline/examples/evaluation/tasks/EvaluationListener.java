package io.throughline.examples.evaluation.tasks;

/** Is told how an evaluation goes on; called by the thread that runs it. */
public interface EvaluationListener {

    /** Returns one that does nothing. */
    static EvaluationListener none() {
        return (done, of, rows) -> {};
    }

    /**
     * A series is done.
     *
     * @param done how many are
     * @param of how many there are
     * @param rows how many rows were read so far
     */
    void progressed(int done, int of, long rows);
}
