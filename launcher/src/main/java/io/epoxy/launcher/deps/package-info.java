/** {@code deps}: resolves, locks and installs the packages that a project asks for. */
package io.epoxy.launcher.deps;
