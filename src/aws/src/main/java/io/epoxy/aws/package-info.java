/** The AWS side of the ports: clients, and object storage on S3. */
package io.epoxy.aws;
