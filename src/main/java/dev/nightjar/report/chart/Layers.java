package dev.nightjar.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which column each node of a directed graph stands in, and in which order: after Sugiyama, Tagawa and Toda,
/// "Methods for Visual Understanding of Hierarchical System Structures" (1981). Links run from left to right;
/// one that would close a circle runs back. A link over several columns gets a place in each column between.
/// The same input gives the same output.
final class Layers {

    private static final int SWEEPS = 4;

    private final List<String> groups;
    private final List<Link> links;
    private final boolean[] backward;
    private final int[] layer;

    /// Places are numbered: nodes from 0, then one for each column that a link passes; `group` is empty for those.
    record Place(int column, String group) {}

    /// Places of a link: from its left end to its right end.
    record Way(List<Integer> places, boolean backward) {}

    Layers(List<String> groups, List<Link> links) {
        this.groups = groups;
        this.links = links;
        this.backward = new boolean[links.size()];
        this.layer = new int[groups.size()];
        findBackward();
        findLayers();
    }

    /// Depth first, with a stack of its own: a graph may be deep.
    private void findBackward() {
        int[] state = new int[groups.size()];
        List<List<Integer>> out = outgoing();
        for (int start = 0; start < groups.size(); start++) {
            if (state[start] == 0) {
                visit(start, state, out);
            }
        }
    }

    private void visit(int start, int[] state, List<List<Integer>> out) {
        List<int[]> stack = new ArrayList<>(List.of(new int[] {start, 0}));
        state[start] = 1;
        while (!stack.isEmpty()) {
            int[] top = stack.getLast();
            if (top[1] == out.get(top[0]).size()) {
                state[top[0]] = 2;
                stack.removeLast();
                continue;
            }
            int link = out.get(top[0]).get(top[1]++);
            int to = links.get(link).to();
            if (state[to] == 0) {
                state[to] = 1;
                stack.add(new int[] {to, 0});
            } else {
                backward[link] = state[to] == 1;
            }
        }
    }

    private List<List<Integer>> outgoing() {
        List<List<Integer>> out = new ArrayList<>();
        groups.forEach(group -> out.add(new ArrayList<>()));
        for (int i = 0; i < links.size(); i++) {
            out.get(links.get(i).from()).add(i);
        }
        return out;
    }

    /// The longest way from a beginning. Without backward links there are no circles: it ends.
    private void findLayers() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < links.size(); i++) {
                if (layer[left(i)] + 1 > layer[right(i)]) {
                    layer[right(i)] = layer[left(i)] + 1;
                    moved = true;
                }
            }
        }
    }

    private int left(int link) {
        return backward[link] ? links.get(link).to() : links.get(link).from();
    }

    private int right(int link) {
        return backward[link] ? links.get(link).from() : links.get(link).to();
    }

    /// Nodes and the places between, by their number.
    List<Place> places(List<Way> ways) {
        Map<Integer, Place> places = new HashMap<>();
        for (int node = 0; node < groups.size(); node++) {
            places.put(node, new Place(layer[node], groups.get(node)));
        }
        for (Way way : ways) {
            int first = layer[way.places().getFirst()];
            for (int i = 1; i < way.places().size() - 1; i++) {
                places.put(way.places().get(i), new Place(first + i, ""));
            }
        }
        return java.util.stream.IntStream.range(0, places.size())
                .mapToObj(places::get)
                .toList();
    }

    /// In the order of the links.
    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        int next = groups.size();
        for (int i = 0; i < links.size(); i++) {
            List<Integer> places = new ArrayList<>(List.of(left(i)));
            for (int column = layer[left(i)] + 1; column < layer[right(i)]; column++) {
                places.add(next++);
            }
            places.add(right(i));
            ways.add(new Way(List.copyOf(places), backward[i]));
        }
        return ways;
    }

    /// The places of each column from top to bottom: those of a group together, near to what they are linked
    /// with.
    static List<List<Integer>> columns(List<Place> places, List<Way> ways) {
        List<List<Integer>> columns = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            while (columns.size() <= places.get(i).column()) {
                columns.add(new ArrayList<>());
            }
            columns.get(places.get(i).column()).add(i);
        }
        List<List<Integer>> near = neighbours(places.size(), ways);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int c = 0; c < columns.size(); c++) {
                sort(columns.get(sweep % 2 == 0 ? c : columns.size() - 1 - c), columns, near, places);
            }
        }
        return columns;
    }

    private static List<List<Integer>> neighbours(int size, List<Way> ways) {
        List<List<Integer>> near = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            near.add(new ArrayList<>());
        }
        for (Way way : ways) {
            for (int i = 1; i < way.places().size(); i++) {
                near.get(way.places().get(i)).add(way.places().get(i - 1));
                near.get(way.places().get(i - 1)).add(way.places().get(i));
            }
        }
        return near;
    }

    private static void sort(
            List<Integer> column, List<List<Integer>> columns, List<List<Integer>> near, List<Place> places) {
        double[] at = heights(columns, places.size());
        double[] wish = new double[places.size()];
        Map<String, double[]> groups = new HashMap<>();
        for (int place : column) {
            wish[place] = near.get(place).stream()
                    .mapToDouble(other -> at[other])
                    .average()
                    .orElse(at[place]);
            double[] sum = groups.computeIfAbsent(group(place, places), g -> new double[2]);
            sum[0] += wish[place];
            sum[1]++;
        }
        column.sort(Comparator.comparingDouble((Integer place) -> {
                    double[] sum = java.util.Objects.requireNonNull(groups.get(group(place, places)));
                    return sum[0] / sum[1];
                })
                .thenComparing(place -> group(place, places))
                .thenComparingDouble(place -> wish[place])
                .thenComparingInt(place -> place));
    }

    private static String group(int place, List<Place> places) {
        String group = places.get(place).group();
        return group.isEmpty() ? "\0" + place : group;
    }

    /// Between 0 and 1, so that columns of different length compare.
    private static double[] heights(List<List<Integer>> columns, int size) {
        double[] at = new double[size];
        Arrays.fill(at, 0.5);
        for (List<Integer> column : columns) {
            for (int i = 0; i < column.size(); i++) {
                at[column.get(i)] = (i + 0.5) / column.size();
            }
        }
        return at;
    }
}
