/** Policies of IAM for launcher and job, no wider than the project needs. */
package io.epoxy.launcher.iam;
