package dev.tenantry.stepfunctions.jsonata;

/** A stable merge sort, which also ends when the order that it is given contradicts itself. */
public final class MergeSort {
    /** Whether one value is to come after another one. */
    public interface Order {
        boolean isAfter(Object left, Object right);
    }

    private final Meter meter;

    /** A sort within the limits of an evaluation. */
    public MergeSort(Meter meter) {
        this.meter = meter;
    }

    public Sequence sort(Sequence items, Order order) {
        if (items.size() <= 1) {
            return new Sequence(items);
        }
        meter.allocateElements(2L * items.size());
        Object[] sorted = items.toArray();
        Object[] buffer = new Object[sorted.length];
        for (int width = 1; width < sorted.length; width *= 2) {
            for (int start = 0; start < sorted.length; start += 2 * width) {
                int middle = Math.min(start + width, sorted.length);
                merge(sorted, buffer, start, middle, Math.min(middle + width, sorted.length), order);
            }
            Object[] swapped = sorted;
            sorted = buffer;
            buffer = swapped;
        }
        return new Sequence(java.util.Arrays.asList(sorted));
    }

    private void merge(Object[] from, Object[] to, int start, int middle, int end, Order order) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            meter.work(1);
            boolean takeRight = left >= middle || (right < end && order.isAfter(from[left], from[right]));
            to[i] = takeRight ? from[right++] : from[left++];
        }
    }
}
