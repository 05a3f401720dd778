package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;

/** A facade that is a mapping to {@code is mapping}, for example a package of macros. */
public interface MappingObject extends JinjaObject {}
