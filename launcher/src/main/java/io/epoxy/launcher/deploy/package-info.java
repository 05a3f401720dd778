/**
 * Makes AWS what a deployment wants: job, pointer to the bundle, triggers, workflow. What is wanted
 * and what is there are compared without effect, and the differences are applied in their order.
 */
package io.epoxy.launcher.deploy;
