package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The alerts of logs: errors of a node's own, and of a service whose instances log them together. */
final class LogSigns {

    private static final double ERROR_LOGGED = 2.5;
    /** What several instances have in common is more than one of them has. */
    private static final double SERVICE = 1.3;

    private static final Pattern ERROR = Pattern.compile("error|exception|fail");

    private LogSigns() {}

    /**
     * Tells what points at which node.
     *
     * @param explained services that call others in vain or slowly: their errors are no wonder
     */
    static void score(
            Placement placement, List<Sign> signs, UsualSigns usual, SortedSet<String> explained, Suspicion suspicion) {
        TreeMap<String, Double> errors = new TreeMap<>();
        for (Sign sign : signs) {
            if (sign instanceof Sign.Log log && placement.nodes().contains(log.node()) && ofItsOwn(log)) {
                double left = explained.contains(placement.serviceOf(log.node())) ? Suspicion.EXPLAINED : 1;
                errors.merge(log.node(), ERROR_LOGGED * left * usual.novelty(sign), Math::max);
            }
        }
        errors.forEach(
                (node, score) -> suspicion.add(node, score, Reason.of("error-logged", "Logged an error of its own")));
        placement.instances().forEach((service, all) -> {
            TreeSet<String> having = new TreeSet<>(all);
            having.retainAll(errors.keySet());
            if (having.size() > 1) {
                double mean = having.stream().mapToDouble(errors::get).sum() / having.size();
                double covered = having.size() / (double) all.size();
                String text = "Logged errors of their own at " + having.size() + " instances";
                suspicion.add(service, mean * covered * covered * SERVICE, Reason.of("error-logged", text));
            }
        });
    }

    /** Who says that another one failed is not the one. */
    private static boolean ofItsOwn(Sign.Log log) {
        String message = log.message().toLowerCase(Locale.ROOT);
        return ERROR.matcher(message).find() && !message.contains("downstream");
    }
}
