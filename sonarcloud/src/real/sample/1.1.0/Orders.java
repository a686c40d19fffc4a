package demo;

import java.util.List;

/** The bug is gone; there is a new smell (an empty block). */
public class Orders {

    public int count(List<String> orders) {
        int seen = 0;
        for (String order : orders) {
            seen += order.length();
            break;
        }
        if (seen > 10) {
        }
        return seen;
    }
}
