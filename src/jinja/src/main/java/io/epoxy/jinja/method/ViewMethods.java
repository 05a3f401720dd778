package io.epoxy.jinja.method;

import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.value.DictView;
import java.util.Optional;

/** Attributes and methods of what keys(), values() and items() of a dict give. */
final class ViewMethods {
  private static final MethodTable<DictView> SET_LIKE =
      MethodTable.<DictView>builder("dict_keys")
          .add("isdisjoint", 1, 1, (self, a) -> SetMethods.isDisjoint(self, a.get(0, "", null)))
          .build();

  private ViewMethods() {}

  static Optional<Value> find(DictView view, String name) {
    if (name.equals("mapping")) {
      return Value.of(view.map());
    }
    return view.kind() == DictView.Kind.VALUES ? Optional.empty() : SET_LIKE.find(view, name);
  }
}
