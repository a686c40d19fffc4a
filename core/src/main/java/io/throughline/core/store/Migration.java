package io.throughline.core.store;

import java.sql.SQLException;

/**
 * One step from a version of the schema to the next.
 *
 * @param version the version that it leads to, one more than that from which it starts
 * @param description what it does, for operators, one line
 * @param step what is done, within the caller's transaction
 */
record Migration(int version, String description, Step step) {

    /** Changes tables and their content, in SQL or in Java. */
    interface Step {
        void apply(Database.Session session) throws SQLException;
    }

    /** Returns a migration of SQL statements. */
    static Migration sql(int version, String description, String... statements) {
        return new Migration(version, description, session -> {
            for (String statement : statements) {
                session.execute(statement);
            }
        });
    }
}
