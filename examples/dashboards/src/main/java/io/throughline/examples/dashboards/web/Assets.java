package io.throughline.examples.dashboards.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files that belong to the pages, held in memory; only these few can be asked for. */
public final class Assets {

    private static final String FOLDER = "/io/throughline/examples/dashboards/assets/";
    private static final Map<String, String> TYPES = Map.of(
            "theme.js", "text/javascript; charset=utf-8",
            "dashboards.js", "text/javascript; charset=utf-8",
            "charts.js", "text/javascript; charset=utf-8",
            "dashboards.css", "text/css; charset=utf-8",
            "icon.svg", "image/svg+xml",
            "echarts-6.1.0/echarts.min.js", "text/javascript; charset=utf-8",
            "echarts-6.1.0/LICENSE", "text/plain; charset=utf-8",
            "echarts-6.1.0/LICENSE-d3", "text/plain; charset=utf-8",
            "echarts-6.1.0/NOTICE", "text/plain; charset=utf-8");

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    /** Reads the files. */
    public Assets() {
        TYPES.forEach((name, type) -> assets.put(name, read(name, type)));
    }

    /** Returns the file with a name, if it is one of the pages'. */
    public Optional<Asset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /**
     * Returns the path under which a page asks for a file; it changes with the content, so that browsers may keep it.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    public String path(String name) {
        Asset asset = find(name).orElseThrow(() -> new IllegalArgumentException("no asset '" + name + "'"));
        return "/assets/" + name + "?v=" + asset.sha256().substring(0, 12);
    }

    private static Asset read(String name, String type) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the asset " + FOLDER + name + " is missing from the class path");
            }
            byte[] bytes = in.readAllBytes();
            return new Asset(
                    type,
                    bytes,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A file: its media type, its bytes, and their SHA-256 as hexadecimal digits. */
    public static final class Asset {
        private final String type;
        private final byte[] bytes;
        private final String sha256;

        private Asset(String type, byte[] bytes, String sha256) {
            this.type = type;
            this.bytes = bytes;
            this.sha256 = sha256;
        }

        /** Returns the media type. */
        public String type() {
            return type;
        }

        /** Returns a copy of the content. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** Returns the content's SHA-256, hexadecimal. */
        public String sha256() {
            return sha256;
        }
    }
}
