package shop.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The stock table. */
final class StockStore {
    private final DataSource source;

    StockStore(DataSource source) {
        this.source = source;
    }

    Item find(String sku) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT sku, name, on_hand, price_cents FROM stock WHERE sku = ?")) {
            statement.setString(1, sku);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? new Item(rows.getString(1), rows.getString(2), rows.getInt(3), rows.getLong(4))
                        : null;
            }
        }
    }

    List<String> related(String category) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT sku, name FROM stock WHERE category = ? ORDER BY popularity DESC LIMIT 8")) {
            statement.setString(1, category);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> items = new ArrayList<>();
                while (rows.next()) {
                    items.add(rows.getString(1) + " " + rows.getString(2));
                }
                return items;
            }
        }
    }

    void reserve(String sku, int quantity) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE stock SET on_hand = on_hand - ? WHERE sku = ?")) {
            statement.setInt(1, quantity);
            statement.setString(2, sku);
            statement.executeUpdate();
        }
    }
}
