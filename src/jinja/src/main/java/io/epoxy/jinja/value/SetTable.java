package io.epoxy.jinja.value;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The slots of CPython's set (3.11 {@code setobject.c}), kept only for the order that they give:
 * numbers come out of a set in the same order in every run.
 */
final class SetTable {
  private static final int LEAST_SLOTS = 8;
  private static final int PROBES = 9;
  private static final int LARGE = 50_000;
  private static final Object DELETED = new Object();

  private Object[] keys = new Object[LEAST_SLOTS];
  private long[] hashes = new long[LEAST_SLOTS];
  private int filled;
  private int used;
  private int finger;

  /** Adds a key that is not there. */
  void add(Object key, long hash) {
    int slot = freeSlot(hash);
    boolean reused = keys[slot] != null;
    keys[slot] = key;
    hashes[slot] = hash;
    used++;
    if (reused) {
      return;
    }
    filled++;
    if (filled * 5L >= (keys.length - 1) * 3L) {
      resize(grown());
    }
  }

  private int grown() {
    return used > LARGE ? used * 2 : used * 4;
  }

  /** The slot of a new key, as {@code set_add_entry} finds it: the last deleted one on the way. */
  private int freeSlot(long hash) {
    int mask = keys.length - 1;
    int deleted = -1;
    long perturb = hash;
    int i = (int) (hash & mask);
    while (true) {
      int end = i + PROBES <= mask ? i + PROBES : i;
      for (int slot = i; slot <= end; slot++) {
        if (keys[slot] == null) {
          return deleted < 0 ? slot : deleted;
        }
        deleted = isDeleted(keys[slot]) ? slot : deleted;
      }
      perturb >>>= 5;
      i = (int) ((i * 5L + 1 + perturb) & mask);
    }
  }

  /** Removes a key that is there. */
  void remove(Object key, long hash) {
    int mask = keys.length - 1;
    long perturb = hash;
    int i = (int) (hash & mask);
    while (true) {
      int end = i + PROBES <= mask ? i + PROBES : i;
      for (int slot = i; slot <= end; slot++) {
        if (key.equals(keys[slot])) {
          keys[slot] = DELETED;
          used--;
          return;
        }
      }
      perturb >>>= 5;
      i = (int) ((i * 5L + 1 + perturb) & mask);
    }
  }

  /** {@code difference_update} ends with this: deleted slots are freed when they are many. */
  void tidy() {
    if (filled - used > (keys.length - 1) / 4) {
      resize(grown());
    }
  }

  /** The key that {@code pop()} takes. */
  Object popped() {
    int mask = keys.length - 1;
    int i = finger & mask;
    while (keys[i] == null || isDeleted(keys[i])) {
      i = (i + 1) & mask;
    }
    finger = i + 1;
    return keys[i];
  }

  /** Makes room for as many keys as a set or dict has that is about to be added. */
  void reserve(int more) {
    if ((filled + (long) more) * 5 >= (keys.length - 1) * 3L) {
      resize((used + more) * 2);
    }
  }

  /** Takes the slots of another table as they are when CPython's {@code set_merge} would. */
  boolean copies(SetTable other) {
    boolean same = filled == 0 && keys.length == other.keys.length && other.filled == other.used;
    if (same) {
      keys = other.keys.clone();
      hashes = other.hashes.clone();
      filled = other.filled;
      used = other.used;
    }
    return same;
  }

  private void resize(int least) {
    int size = LEAST_SLOTS;
    while (size <= least) {
      size *= 2;
    }
    Object[] oldKeys = keys;
    long[] oldHashes = hashes;
    keys = new Object[size];
    hashes = new long[size];
    filled = used;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null && !isDeleted(oldKeys[i])) {
        int slot = freeSlot(oldHashes[i]);
        keys[slot] = oldKeys[i];
        hashes[slot] = oldHashes[i];
      }
    }
  }

  void clear() {
    keys = new Object[LEAST_SLOTS];
    hashes = new long[LEAST_SLOTS];
    filled = 0;
    used = 0;
    finger = 0;
  }

  /** The keys in the order of the slots. */
  Iterator<Object> iterator() {
    Object[] now = Arrays.stream(keys).filter(key -> key != null && !isDeleted(key)).toArray();
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < now.length;
      }

      @Override
      public Object next() {
        if (next >= now.length) {
          throw new NoSuchElementException();
        }
        return now[next++];
      }
    };
  }

  // Identity is meant: a mark is no key.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isDeleted(Object key) {
    return key == DELETED;
  }
}
