package snow.rt.collection;

/**
 * The right to change one open map in place, and the parts that it alone has: those that have the same edit. When the map is sealed,
 * nobody has the right any more, though parts may keep the edit.
 */
final class Edit {
    /** Under this number a key was found last: mostly the one that is put next. */
    int number;
}
