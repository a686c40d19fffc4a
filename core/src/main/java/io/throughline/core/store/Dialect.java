package io.throughline.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Where the databases' SQL differs. */
interface Dialect {

    /** Returns the name of a column type. */
    String type(ColumnType type);

    /** Returns how a table of the store is named, whatever the session's temporary tables are called. */
    String table(String name);

    /** Returns how a temporary table is named in queries. */
    String temporary(String name);

    /** Returns the words that begin the creation of a temporary table, up to its name. */
    String createTemporary();

    /** Returns the pseudo column that tells where a row is, valid within one transaction. */
    String position();

    /** Returns the value of a binary column. */
    byte[] bytes(ResultSet row, String column) throws SQLException;
}
