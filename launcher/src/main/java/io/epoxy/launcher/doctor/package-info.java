/** Looks whether AWS is ready for a project's runs, without changing anything. */
package io.epoxy.launcher.doctor;
