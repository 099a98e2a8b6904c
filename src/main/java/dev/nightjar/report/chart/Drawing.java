package dev.nightjar.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A directed graph drawn from left to right, in pixels. The same input gives the same output.
///
/// @param boxes of the nodes, in their order
/// @param frames around neighbours of the same group
/// @param arrows of the links, in their order
public record Drawing(int width, int height, List<Box> boxes, List<Frame> frames, List<Arrow> arrows) {

    private static final int BOX = 178;
    private static final int BOX_HEIGHT = 46;
    private static final int GAP = 126;
    private static final int HEAD = 24;
    private static final int PAD = 6;
    private static final int SPACE = 20;
    private static final int PASSING = 26;
    private static final int LABEL = 16;

    /// A node's box.
    public record Box(int x, int y, int width, int height) {}

    /// A frame with its group's name.
    public record Frame(int x, int y, int width, int height, String group) {}

    /// A link.
    ///
    /// @param path SVG path data; it ends in the arrow's point
    /// @param x where its words stand, in the middle
    /// @param y the base of its words
    public record Arrow(String path, int x, int y) {}

    public Drawing {
        boxes = List.copyOf(boxes);
        frames = List.copyOf(frames);
        arrows = List.copyOf(arrows);
    }

    /// @param groups of the nodes, by their number
    /// @param links without loops and doubles
    public static Drawing of(List<String> groups, List<Link> links) {
        Layers layers = new Layers(groups, links);
        List<Layers.Way> ways = layers.ways();
        List<Layers.Place> places = layers.places(ways);
        return new Pen(places, Layers.columns(places, ways), groups.size()).draw(ways);
    }

    private static final class Pen {

        private final List<Layers.Place> places;
        private final List<List<Integer>> columns;
        private final int nodes;
        private final int height;
        private final int[] middle;
        private final List<Frame> frames = new ArrayList<>();

        Pen(List<Layers.Place> places, List<List<Integer>> columns, int nodes) {
            this.places = places;
            this.columns = columns;
            this.nodes = nodes;
            this.middle = new int[places.size()];
            this.height = columns.stream().mapToInt(this::height).max().orElse(0);
            for (int c = 0; c < columns.size(); c++) {
                stack(columns.get(c), (height - height(columns.get(c))) / 2, left(c));
            }
        }

        private static int left(int column) {
            return column * (BOX + 2 * PAD + GAP);
        }

        private int height(List<Integer> column) {
            int sum = -SPACE;
            String group = null;
            for (int place : column) {
                sum += advance(place, group);
                group = group(place);
            }
            return Math.max(sum, 0);
        }

        /// How much a place adds below what stands before it.
        private int advance(int place, @org.jspecify.annotations.Nullable String before) {
            if (place >= nodes) {
                return PASSING + SPACE;
            }
            return group(place).equals(before) ? BOX_HEIGHT + PAD : HEAD + BOX_HEIGHT + PAD + SPACE;
        }

        private String group(int place) {
            return place >= nodes ? "\0" + place : places.get(place).group();
        }

        private void stack(List<Integer> column, int top, int left) {
            int y = top - SPACE;
            String group = null;
            for (int place : column) {
                boolean inside = group(place).equals(group);
                int bottom = y + advance(place, group);
                if (place >= nodes) {
                    middle[place] = bottom - PASSING / 2;
                } else {
                    middle[place] = bottom - PAD - BOX_HEIGHT / 2;
                    frame(inside, left, inside ? y : y + SPACE, bottom, group(place));
                }
                y = bottom;
                group = group(place);
            }
        }

        private void frame(boolean inside, int left, int top, int bottom, String group) {
            if (inside) {
                Frame open = frames.removeLast();
                frames.add(new Frame(open.x(), open.y(), open.width(), bottom - open.y(), group));
            } else {
                frames.add(new Frame(left, top, BOX + 2 * PAD, bottom - top, group));
            }
        }

        Drawing draw(List<Layers.Way> ways) {
            List<Box> boxes = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                boxes.add(
                        new Box(left(places.get(node).column()) + PAD, middle[node] - BOX_HEIGHT / 2, BOX, BOX_HEIGHT));
            }
            int width = left(columns.size()) - GAP;
            return new Drawing(
                    Math.max(width, BOX),
                    height,
                    boxes,
                    frames,
                    apart(ways.stream().map(this::arrow).toList()));
        }

        private Arrow arrow(Layers.Way way) {
            List<Integer> stops = way.places();
            int shift = way.backward() ? 9 : 0;
            int[] x = new int[2 * stops.size() - 2];
            int[] y = new int[x.length];
            for (int i = 0; i + 1 < stops.size(); i++) {
                int column = places.get(stops.get(i)).column();
                x[2 * i] = left(column) + BOX + (stops.get(i) < nodes ? PAD : 2 * PAD);
                x[2 * i + 1] = left(column + 1) + (stops.get(i + 1) < nodes ? PAD : 0);
                y[2 * i] = middle[stops.get(i)] + shift;
                y[2 * i + 1] = middle[stops.get(i + 1)] + shift;
            }
            int labelX = left(places.get(stops.getFirst()).column()) + BOX + 2 * PAD + GAP / 2;
            int labelY = (y[0] + y[1]) / 2 + (way.backward() ? 15 : -6);
            return new Arrow(way.backward() ? backward(x, y) : forward(x, y), labelX, labelY);
        }

        private static String forward(int[] x, int[] y) {
            StringBuilder path = new StringBuilder("M%d %d".formatted(x[0], y[0]));
            for (int i = 1; i < x.length; i++) {
                boolean last = i == x.length - 1;
                path.append(step(x[i - 1], y[i - 1], last ? x[i] - 2 : x[i], y[i]));
            }
            return path.toString();
        }

        private static String backward(int[] x, int[] y) {
            StringBuilder path = new StringBuilder("M%d %d".formatted(x[x.length - 1], y[x.length - 1]));
            for (int i = x.length - 2; i >= 0; i--) {
                path.append(step(x[i + 1], y[i + 1], i == 0 ? x[i] + 2 : x[i], y[i]));
            }
            return path.toString();
        }

        private static String step(int fromX, int fromY, int toX, int toY) {
            int bend = (fromX + toX) / 2;
            return fromY == toY
                    ? "H%d".formatted(toX)
                    : "C%d %d %d %d %d %d".formatted(bend, fromY, bend, toY, toX, toY);
        }

        /// Words in the same gap do not cover each other.
        private static List<Arrow> apart(List<Arrow> arrows) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < arrows.size(); i++) {
                order.add(i);
            }
            order.sort(Comparator.comparingInt((Integer i) -> arrows.get(i).y()).thenComparingInt(i -> i));
            Map<Integer, Integer> free = new HashMap<>();
            List<Arrow> apart = new ArrayList<>(arrows);
            for (int i : order) {
                Arrow arrow = arrows.get(i);
                int y = Math.max(arrow.y(), free.getOrDefault(arrow.x(), 0));
                free.put(arrow.x(), y + LABEL);
                apart.set(i, new Arrow(arrow.path(), arrow.x(), y));
            }
            return apart;
        }
    }
}
