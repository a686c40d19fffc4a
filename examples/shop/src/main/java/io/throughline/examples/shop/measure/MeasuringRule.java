package io.throughline.examples.shop.measure;

import net.sourceforge.pmd.lang.java.ast.ASTExecutableDeclaration;
import net.sourceforge.pmd.lang.java.ast.ASTTypeDeclaration;
import net.sourceforge.pmd.lang.java.ast.JavaNode;
import net.sourceforge.pmd.lang.java.metrics.JavaMetrics;
import net.sourceforge.pmd.lang.java.rule.AbstractJavaRulechainRule;
import net.sourceforge.pmd.lang.metrics.MetricsUtil;

/** Reports each method's and type's metrics as a "violation", which is how PMD hands results of a rule out. */
public final class MeasuringRule extends AbstractJavaRulechainRule {
    static final String NAME = "Measures";

    /** Made by PMD. */
    public MeasuringRule() {
        super(ASTExecutableDeclaration.class, ASTTypeDeclaration.class);
        setName(NAME);
        setMessage("");
        setLanguage(net.sourceforge.pmd.lang.java.JavaLanguageModule.getInstance());
    }

    @Override
    public Object visitJavaNode(JavaNode node, Object data) {
        if (node instanceof ASTExecutableDeclaration method) {
            report(node, data, "functions", 1);
            if (method.getBody() != null) {
                report(node, data, "complexity", MetricsUtil.computeMetric(JavaMetrics.CYCLO, method));
                report(
                        node,
                        data,
                        "cognitive_complexity",
                        MetricsUtil.computeMetric(JavaMetrics.COGNITIVE_COMPLEXITY, method));
            }
        } else if (node instanceof ASTTypeDeclaration) {
            report(node, data, "classes", 1);
        }
        return data;
    }

    private void report(JavaNode node, Object data, String metric, Number value) {
        asCtx(data).addViolationWithMessage(node, metric + "=" + value.intValue());
    }
}
