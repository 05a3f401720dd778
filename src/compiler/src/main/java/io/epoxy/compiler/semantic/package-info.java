/** What MetricFlow asks of semantic models, metrics and saved queries; knows only the manifest. */
package io.epoxy.compiler.semantic;
