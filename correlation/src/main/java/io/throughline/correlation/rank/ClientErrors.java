package io.throughline.correlation.rank;

import java.util.regex.Pattern;

/** Which exceptions are those of a database's client, by the names that drivers, pools and frameworks give them. */
final class ClientErrors {

    /**
     * Simple names: JDBC ({@code SQLTransientConnectionException}, {@code PSQLException}, {@code SQLServerException}),
     * .NET ({@code SqlException}, {@code NpgsqlException}, {@code DbException}), Node.js and Python ({@code
     * SequelizeConnectionError}, {@code OperationalError}), Spring and Hibernate, MongoDB, Redis, Cosmos DB.
     */
    private static final Pattern DATABASE = Pattern.compile("P?SQL\\w*(?:Exception|Error)"
            + "|(?:Sql|Npgsql|MySql|Oracle|Db|JDBC|Jdbc|Mongo|Redis|Cosmos|Sequelize)\\w*(?:Exception|Error)"
            + "|PostgresException|(?:Operational|Interface)Error"
            + "|CannotGetJdbcConnectionException|CannotCreateTransactionException|DataAccessResourceFailureException"
            + "|QueryTimeoutException|(?:Pessimistic)?LockAcquisitionException|CannotAcquireLockException");

    private ClientErrors() {}

    /**
     * Tells whether an exception's type is one that a database's client throws.
     *
     * @param type simple or qualified name
     */
    static boolean ofDatabase(String type) {
        return DATABASE.matcher(type.substring(type.lastIndexOf('.') + 1)).matches();
    }
}
