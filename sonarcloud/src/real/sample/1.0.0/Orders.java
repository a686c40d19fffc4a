package demo;

import java.util.List;

/** Has a bug (a null that is used) and a smell (a loop that never loops). */
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
        return seen;
    }
}
