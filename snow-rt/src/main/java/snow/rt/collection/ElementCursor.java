package snow.rt.collection;

/** Walks a list: the first chunk, the leaves of the tree, the last chunk. */
final class ElementCursor extends ListCursor {
    private final PersistentList list;
    private boolean inRest;
    private int done;

    ElementCursor(PersistentList list) {
        this.list = list;
    }

    @Override
    boolean advance() {
        if (!inRest) {
            inRest = true;
            if (list.isEmpty()) return false;
            load(list.items, list.from(), list.to());
            return true;
        }
        if (!(list instanceof LongList rest) || done == rest.behind) return false;
        Object items = rest.itemsBehind(done);
        int stop = rest.stopBehind(done, items);
        load(items, 0, stop);
        done += stop;
        return true;
    }
}
