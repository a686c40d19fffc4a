package demo;

import java.util.List;
import java.util.Random;

/** The bug is back, and there is something to review (a guessable number). */
public class Orders {

    public int count(List<String> orders) {
        String first = null;
        if (orders.isEmpty()) {
            return first.length();
        }
        int seen = 0;
        for (String order : orders) {
            seen += order.length();
            break;
        }
        if (seen > 10) {
        }
        return seen;
    }

    public int token() {
        return new Random().nextInt();
    }
}
