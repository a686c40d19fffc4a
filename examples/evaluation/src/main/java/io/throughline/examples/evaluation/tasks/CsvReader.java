package io.throughline.examples.evaluation.tasks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The records of a file of comma-separated values (RFC 4180), plain or compressed by gzip, which its first bytes tell.
 * One record is held at a time, and none may be longer than a mebibyte. Empty lines are passed over.
 */
final class CsvReader implements AutoCloseable {

    private static final int LONGEST = 1 << 20;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int END = -1;

    private final Path file;
    private final Reader reader;
    private final char[] buffer = new char[1 << 15];
    private int position;
    private int limit;
    private int lines = 1;
    private int line;
    private char[] text = new char[256];
    private int length;
    private int[] ends = new int[8];
    private int fields;
    private boolean blank;

    CsvReader(Path file) {
        this.file = file;
        try {
            this.reader = open(file);
            if (peek() == BYTE_ORDER_MARK) {
                position++;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Reader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 15);
        try {
            bytes.mark(2);
            boolean compressed = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return new InputStreamReader(
                    compressed ? new GZIPInputStream(bytes, 1 << 15) : bytes,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** Goes to the next record; tells whether there is one. */
    boolean next() {
        try {
            do {
                if (peek() == END) {
                    return false;
                }
                record();
            } while (blank);
            return true;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void record() throws IOException {
        line = lines;
        length = 0;
        fields = 0;
        blank = true;
        boolean quoted = false;
        while (true) {
            int c = read();
            if (c == '"' && (quoted || atStartOfField())) {
                if (quoted && peek() == '"') {
                    add((char) read());
                } else {
                    quoted = !quoted;
                    blank = false;
                    requireEndOfQuoted(quoted);
                }
            } else if (c == END || (!quoted && (c == ',' || c == '\n' || c == '\r'))) {
                if (quoted) {
                    throw wrong("opens a quote that never ends", "close it with \"");
                }
                endField();
                blank &= fields == 1 && length == 0;
                if (c == '\r' && peek() == '\n') {
                    read();
                }
                if (c != ',') {
                    lines++;
                    return;
                }
            } else {
                if (c == '\n') {
                    lines++;
                }
                add((char) c);
            }
        }
    }

    private void requireEndOfQuoted(boolean opened) throws IOException {
        int next = opened ? ',' : peek();
        if (next != ',' && next != '\n' && next != '\r' && next != END) {
            throw wrong("has text behind a closing quote", "write a quote within quotes twice");
        }
    }

    private boolean atStartOfField() {
        return length == (fields == 0 ? 0 : ends[fields - 1]);
    }

    private void add(char c) {
        if (c == 0) {
            throw wrong("holds a zero byte, so this is no text", "give comma-separated values, plain or gzip");
        }
        if (length == LONGEST) {
            throw wrong(
                    "is longer than " + LONGEST + " characters, so this is no file of comma-separated values",
                    "give one record a line");
        }
        if (length == text.length) {
            text = Arrays.copyOf(text, 2 * length);
        }
        text[length++] = c;
    }

    private void endField() {
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        ends[fields++] = length;
    }

    private int read() throws IOException {
        int c = peek();
        if (c != END) {
            position++;
        }
        return c;
    }

    private int peek() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, reader.read(buffer, 0, buffer.length));
        }
        return limit == 0 ? END : buffer[position];
    }

    /** Returns the line on which the record begins; the first is 1. */
    int line() {
        return line;
    }

    /** Returns how many fields the record has. */
    int fields() {
        return fields;
    }

    int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int end(int field) {
        return ends[field];
    }

    char charAt(int index) {
        return text[index];
    }

    /** Returns a field of the record. */
    String text(int field) {
        return new String(text, start(field), end(field) - start(field));
    }

    /** Returns what is wrong with the record and how it is mended, with its place. */
    EvaluationException wrong(String what, String remedy) {
        return new EvaluationException(file + " line " + line + " " + what + "; " + remedy);
    }

    private EvaluationException unreadable(IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return new EvaluationException(
                    file + " line " + lines
                            + ": the compressed file is cut short or damaged; fetch or compress it again",
                    e);
        }
        if (e instanceof CharacterCodingException) {
            return new EvaluationException(
                    file + " line " + lines + " or soon after it is no UTF-8; give comma-separated values in UTF-8", e);
        }
        return new EvaluationException(
                file + " cannot be read: " + e.getClass().getSimpleName() + "; see that it exists and may be read", e);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
