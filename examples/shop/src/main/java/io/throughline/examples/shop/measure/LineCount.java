package io.throughline.examples.shop.measure;

/**
 * Lines of one Java source.
 *
 * @param lines all of them
 * @param code lines with something other than white space and comments
 * @param comments lines with comment text
 */
record LineCount(int lines, int code, int comments) {
    static LineCount of(String source) {
        int lines = 0;
        int code = 0;
        int comments = 0;
        boolean inBlock = false;
        for (String line : source.split("\n", -1)) {
            boolean hasCode = false;
            boolean hasComment = false;
            char quote = 0;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                boolean pair = i + 1 < line.length();
                if (inBlock) {
                    hasComment |= Character.isLetterOrDigit(c);
                    if (c == '*' && pair && line.charAt(i + 1) == '/') {
                        inBlock = false;
                        i++;
                    }
                } else if (quote != 0) {
                    if (c == '\\') {
                        i++;
                    } else if (c == quote) {
                        quote = 0;
                    }
                } else if (c == '/' && pair && line.charAt(i + 1) == '/') {
                    hasComment |= !line.substring(i + 2).isBlank();
                    break;
                } else if (c == '/' && pair && line.charAt(i + 1) == '*') {
                    inBlock = true;
                    i++;
                } else if (!Character.isWhitespace(c)) {
                    hasCode = true;
                    quote = c == '"' || c == '\'' ? c : 0;
                }
            }
            lines++;
            code += hasCode ? 1 : 0;
            comments += hasComment ? 1 : 0;
        }
        return new LineCount(source.endsWith("\n") ? lines - 1 : lines, code, comments);
    }

    LineCount plus(LineCount other) {
        return new LineCount(lines + other.lines, code + other.code, comments + other.comments);
    }
}
