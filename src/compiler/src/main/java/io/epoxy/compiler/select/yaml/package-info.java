/** selectors.yml (reference: dbt-core 1.12 {@code config/selectors.py}, {@code graph/cli.py}). */
package io.epoxy.compiler.select.yaml;
