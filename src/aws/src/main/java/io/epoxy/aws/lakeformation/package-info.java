/** The port Governance on Lake Formation's API. */
package io.epoxy.aws.lakeformation;
