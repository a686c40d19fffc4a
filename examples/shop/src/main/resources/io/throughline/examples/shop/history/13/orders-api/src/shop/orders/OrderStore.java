package shop.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The orders table and its lines. */
final class OrderStore {
    private static final int LARGE = 4;
    private static final String GIFT = "SKU-00001";

    private final DataSource source;

    OrderStore(DataSource source) {
        this.source = source;
    }

    /** The order with its lines, one text each; empty if there is none. */
    List<String> describe(long id) throws SQLException {
        List<String> text = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            try (PreparedStatement order = connection.prepareStatement(
                    "SELECT order_id, status, total_cents, placed_at FROM orders WHERE order_id = ?")) {
                order.setLong(1, id);
                try (ResultSet rows = order.executeQuery()) {
                    if (!rows.next()) {
                        return text;
                    }
                    text.add(read(rows).describe());
                }
            }
            lines(connection, id, text);
        }
        return text;
    }

    private static void lines(Connection connection, long id, List<String> text) throws SQLException {
        try (PreparedStatement lines = connection.prepareStatement(
                "SELECT sku, quantity, price_cents FROM order_lines WHERE order_id = ? ORDER BY line_no")) {
            lines.setLong(1, id);
            try (ResultSet rows = lines.executeQuery()) {
                while (rows.next()) {
                    text.add(rows.getString(1) + " x " + rows.getInt(2) + " at " + rows.getLong(3));
                }
            }
        }
    }

    List<Order> ofCustomer(String email) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT order_id, status, total_cents, placed_at"
                        + " FROM orders WHERE customer_email = ? ORDER BY placed_at DESC LIMIT 20")) {
            statement.setString(1, email);
            try (ResultSet rows = statement.executeQuery()) {
                List<Order> orders = new ArrayList<>();
                while (rows.next()) {
                    orders.add(read(rows));
                }
                return orders;
            }
        }
    }

    long add(String email, String sku, int quantity, long cents) throws SQLException {
        Connection connection = source.getConnection();
        long id = order(connection, email, cents);
        line(connection, id, 1, sku, quantity, cents / quantity);
        if (quantity >= LARGE) {
            line(connection, id, 2, GIFT, 1, 0);
            return id;
        }
        connection.close();
        return id;
    }

    private static long order(Connection connection, String email, long cents) throws SQLException {
        try (PreparedStatement order = connection.prepareStatement("INSERT INTO orders (customer_email, status,"
                + " total_cents, placed_at) VALUES (?, 'placed', ?, now()) RETURNING order_id")) {
            order.setString(1, email);
            order.setLong(2, cents);
            try (ResultSet rows = order.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void line(Connection connection, long id, int no, String sku, int quantity, long cents) throws SQLException {
        try (PreparedStatement line = connection.prepareStatement(
                "INSERT INTO order_lines (order_id, line_no, sku, quantity, price_cents) VALUES (?, ?, ?, ?, ?)")) {
            line.setLong(1, id);
            line.setInt(2, no);
            line.setString(3, sku);
            line.setInt(4, quantity);
            line.setLong(5, cents);
            line.executeUpdate();
        }
    }

    private static Order read(ResultSet rows) throws SQLException {
        return new Order(
                rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getTimestamp(4).toInstant());
    }
}
