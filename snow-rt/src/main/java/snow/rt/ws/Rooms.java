package snow.rt.ws;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which connection is in which room: the two indexes of one running program (spec 06 §11.4).
 *
 * <p>Room → connections: a map of {@link Room}s, each guarded by its own monitor. Connection → rooms: the {@link
 * Memberships} of each connection, guarded by its own. One {@link Membership} stands in both, and knows its place in the room,
 * so that every change but that of a name costs the same whatever the sizes.
 *
 * <ul>
 *   <li>Who changes an index holds the monitor of the room first and that of the memberships second, nested, and changes both
 *       indexes before letting go: nobody can look into one index while only the other has changed, and no two operations can
 *       wait for each other (ROOM-15, ROOM-17).
 *   <li>A room that becomes empty is marked {@code gone} and taken out of the map under its monitor; who had found it before
 *       looks again (ROOM-13).
 *   <li>{@link Memberships#closed} is set once, under the monitor of the memberships: a join before it is undone by the
 *       clean-up that set it, a join after it fails (ROOM-21).
 *   <li>Members for a broadcast are an array that is never changed once it is made. It is kept until the room changes, so that
 *       broadcasts to a stable room copy nothing and take no lock (ROOM-19).
 * </ul>
 *
 * A carrier must never wait for these monitors: their holder can be a virtual thread that needs a carrier to go on.
 */
final class Rooms {
    private static final Connection[] NOBODY = {};

    private final ConcurrentHashMap<String, Room> rooms = new ConcurrentHashMap<>();

    /** One connection in one room. {@code place} is guarded by the room's monitor; negative when it is over. */
    private static final class Membership {
        final Connection connection;
        final Room room;
        int place;

        Membership(Connection connection, Room room, int place) {
            this.connection = connection;
            this.room = room;
            this.place = place;
        }
    }

    /** A room: its members in no particular order. All but {@code snapshot} is guarded by its monitor. */
    private static final class Room {
        private static final Membership[] NONE = {};

        final String name;
        Membership[] members = NONE;
        int size;
        boolean gone;

        /** The members as an array nobody changes, or null if they have changed since. */
        volatile Connection[] snapshot;

        Room(String name) {
            this.name = name;
        }

        Membership add(Connection connection) {
            if (size == members.length) {
                members = Arrays.copyOf(members, Math.max(4, size + (size >> 1)));
            }
            Membership membership = new Membership(connection, this, size);
            members[size++] = membership;
            snapshot = null;
            return membership;
        }

        void remove(Membership membership) {
            Membership last = members[--size];
            members[membership.place] = last;
            last.place = membership.place;
            members[size] = null;
            membership.place = -1;
            snapshot = null;
            if (members.length > 64 && size < members.length / 4) {
                members = Arrays.copyOf(members, members.length / 2);
            }
        }

        Connection[] snapshot() {
            Connection[] known = snapshot;
            if (known != null) {
                return known;
            }
            synchronized (this) {
                Connection[] copy = new Connection[size];
                for (int i = 0; i < copy.length; i++) {
                    copy[i] = members[i].connection;
                }
                snapshot = copy;
                return copy;
            }
        }
    }

    /** The rooms of one connection in the order joined: an array while they are few, a map when they are many. */
    static sealed class Memberships permits Connection {
        private static final Membership[] NONE = {};
        private static final int FEW = 8;

        private Membership[] few = NONE;
        private java.util.LinkedHashMap<String, Membership> many;
        private boolean closed;

        private Membership find(String room) {
            if (many != null) {
                return many.get(room);
            }
            for (Membership membership : few) {
                if (membership.room.name.equals(room)) {
                    return membership;
                }
            }
            return null;
        }

        private void add(Membership membership) {
            if (many == null && few.length == FEW) {
                many = new java.util.LinkedHashMap<>();
                for (Membership one : few) {
                    many.put(one.room.name, one);
                }
                few = NONE;
            }
            if (many != null) {
                many.put(membership.room.name, membership);
            } else {
                few = Arrays.copyOf(few, few.length + 1);
                few[few.length - 1] = membership;
            }
        }

        private void remove(Membership membership) {
            if (many != null) {
                many.remove(membership.room.name);
                if (many.isEmpty()) {
                    many = null;
                }
                return;
            }
            Membership[] rest = few.length == 1 ? NONE : new Membership[few.length - 1];
            int at = 0;
            for (Membership one : few) {
                if (one != membership) {
                    rest[at++] = one;
                }
            }
            few = rest;
        }

        private Membership[] all() {
            return many == null ? few : many.values().toArray(NONE);
        }
    }

    /** @return 0, or -1 if the connection is past its clean-up */
    long join(Connection connection, String name) {
        Memberships own = connection;
        while (true) {
            Room room = rooms.computeIfAbsent(name, Room::new);
            synchronized (room) {
                if (room.gone) {
                    continue;
                }
                synchronized (own) {
                    if (!own.closed) {
                        if (own.find(name) == null) {
                            own.add(room.add(connection));
                        }
                        return 0;
                    }
                }
                removeIfEmpty(room);
                return -1;
            }
        }
    }

    void leave(Connection connection, String name) {
        Room room = rooms.get(name);
        if (room == null) {
            return;
        }
        Memberships own = connection;
        synchronized (room) {
            synchronized (own) {
                Membership membership = own.find(name);
                // a later room of the same name is another room: the connection left this one before
                if (membership != null && membership.room == room) {
                    room.remove(membership);
                    own.remove(membership);
                }
            }
            removeIfEmpty(room);
        }
    }

    /** Takes a connection out of all its rooms; from now on it can join none. Doing it twice is harmless. */
    void forget(Connection connection) {
        Memberships own = connection;
        Membership[] all;
        synchronized (own) {
            own.closed = true;
            all = own.all();
        }
        for (Membership membership : all) {
            Room room = membership.room;
            synchronized (room) {
                synchronized (own) {
                    if (membership.place >= 0) {
                        room.remove(membership);
                        own.remove(membership);
                    }
                }
                removeIfEmpty(room);
            }
        }
    }

    /** Called with the room's monitor held. */
    private void removeIfEmpty(Room room) {
        if (room.size == 0 && !room.gone) {
            room.gone = true;
            rooms.remove(room.name, room);
        }
    }

    /** The members at this moment; the array is shared and must not be changed. */
    Connection[] members(String name) {
        Room room = rooms.get(name);
        return room == null ? NOBODY : room.snapshot();
    }

    /** The members at this moment by ascending id, in an array of the caller's own. */
    Connection[] membersById(String name) {
        Connection[] members = members(name).clone();
        Arrays.sort(members, Comparator.comparingLong(Connection::id));
        return members;
    }

    int memberCount(String name) {
        Room room = rooms.get(name);
        if (room == null) {
            return 0;
        }
        synchronized (room) {
            return room.size;
        }
    }

    /** The names of a connection's rooms in the order joined. */
    String[] roomsOf(Connection connection) {
        Memberships own = connection;
        synchronized (own) {
            Membership[] all = own.all();
            String[] names = new String[all.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = all[i].room.name;
            }
            return names;
        }
    }

    /** How many rooms there are. */
    int count() {
        return rooms.size();
    }
}
