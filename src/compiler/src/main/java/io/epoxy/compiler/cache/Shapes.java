package io.epoxy.compiler.cache;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records and enums that a cache may hold: those that some roots reach by their components.
 * Nothing else can ever be made from a file's bytes, which name them by number only.
 */
final class Shapes {
  private final List<Shape> shapes = new ArrayList<>();
  private final Map<Class<?>, Shape> byType = new HashMap<>();

  private Shapes() {}

  static Shapes of(Class<?>... roots) {
    Shapes shapes = new Shapes();
    for (Class<?> root : roots) {
      shapes.add(root);
    }
    return shapes;
  }

  /**
   * A record or an enum.
   *
   * @param constants of an enum; none for a record
   */
  record Shape(
      int number,
      Class<?> type,
      Constructor<?> constructor,
      List<Method> accessors,
      List<?> constants) {
    boolean isEnum() {
      return constructor == null;
    }

    Object component(int index, Object of) {
      try {
        return accessors.get(index).invoke(of);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(type + " cannot be read", e);
      }
    }

    /** The record; its own constructor checks the values. */
    Object make(Object[] values) {
      try {
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("no " + type + " can be made of this", e);
      }
    }
  }

  /** The shape of a value's class; null when it has none. */
  Shape find(Object value) {
    Class<?> type =
        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    return byType.get(type);
  }

  Shape get(long number) {
    if (number < 0 || number >= shapes.size()) {
      throw new IllegalArgumentException("no shape has the number " + number);
    }
    return shapes.get((int) number);
  }

  /** Every name and type: a file that was written with another list is of no use. */
  String describe() {
    StringBuilder text = new StringBuilder();
    for (Shape shape : shapes) {
      text.append(shape.type().getName()).append(shape.constants());
      for (Method accessor : shape.accessors()) {
        text.append(' ').append(accessor.getName()).append(':');
        text.append(accessor.getGenericReturnType());
      }
      text.append('\n');
    }
    return text.toString();
  }

  private void add(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      add(parameterized.getRawType());
      for (Type argument : parameterized.getActualTypeArguments()) {
        add(argument);
      }
    } else if (type instanceof WildcardType wildcard) {
      add(wildcard.getUpperBounds()[0]);
    } else if (type instanceof Class<?> found && !byType.containsKey(found)) {
      add(found);
    }
  }

  private void add(Class<?> type) {
    if (type.isEnum()) {
      put(new Shape(shapes.size(), type, null, List.of(), List.of(type.getEnumConstants())));
    } else if (type.isRecord()) {
      record(type);
    } else if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        add((Type) permitted);
      }
    }
  }

  private void record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] parameters = new Class<?>[components.length];
    List<Method> accessors = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      parameters[i] = components[i].getType();
      components[i].getAccessor().setAccessible(true);
      accessors.add(components[i].getAccessor());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      put(new Shape(shapes.size(), type, constructor, accessors, List.of()));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
    for (RecordComponent component : components) {
      add(component.getGenericType());
    }
  }

  private void put(Shape shape) {
    shapes.add(shape);
    byType.put(shape.type(), shape);
  }
}
