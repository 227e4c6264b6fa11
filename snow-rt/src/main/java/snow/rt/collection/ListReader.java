package snow.rt.collection;

/** Elements of a list by index; those of the chunk of the last one cost no way through the tree. What the compiler calls in loops. */
public final class ListReader {
    private final PersistentList list;

    /** The array of a chunk. */
    private Object items;

    // The indexes in the list of the elements in the chunk, and what an index and its slot differ by.
    private int start;
    private int end;
    private int shift;

    private ListReader(PersistentList list) {
        this.list = list;
        items = list.items;
        shift = list.from();
        end = list.to() - shift;
    }

    public static ListReader of(PersistentList list) {
        return new ListReader(list);
    }

    /** The element at an index that the list has; so with the other three. */
    public static Object element(ListReader reader, long index) {
        int slot = reader.slot((int) index);
        return Leaves.get(reader.items, slot);
    }

    public static long elementInt(ListReader reader, long index) {
        int slot = reader.slot((int) index);
        return Leaves.getInt(reader.items, slot);
    }

    public static double elementFloat(ListReader reader, long index) {
        int slot = reader.slot((int) index);
        return Leaves.getFloat(reader.items, slot);
    }

    public static boolean elementBool(ListReader reader, long index) {
        int slot = reader.slot((int) index);
        return Leaves.getBool(reader.items, slot);
    }

    private int slot(int index) {
        if (index < start || index >= end) seek(index);
        return index + shift;
    }

    /** Goes to the chunk with an index. */
    private void seek(int index) {
        int first = list.to() - list.from();
        if (index < first) {
            items = list.items;
            start = 0;
            end = first;
            shift = list.from();
            return;
        }
        var more = (LongList) list;
        int behind = index - first;
        int inMiddle = more.inMiddle();
        items = more.itemsBehind(behind);
        start = first + (behind < inMiddle ? Tree.leafStart(more.middle, behind) : inMiddle);
        end = start + more.stopBehind(behind, items);
        shift = -start;
    }
}
