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

    /** Returns the pseudo column that tells where a row is, valid within one transaction. */
    String position();

    /** Returns the condition that a row is at one of the positions that a query gives. */
    String isAt(String positions);

    /** Returns the query for table, column and type of all that is in the place of the store's tables. */
    String columns();

    /** Tells whether tables get indexes: where they are scanned by columns, these only cost space and time. */
    boolean indexed();

    /** Returns the value of a binary column. */
    byte[] bytes(ResultSet row, String column) throws SQLException;
}
