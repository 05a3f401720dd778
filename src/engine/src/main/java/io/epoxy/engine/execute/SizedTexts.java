package io.epoxy.engine.execute;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's {@code varchar(n)} and {@code char(n)}: strings in a query, and a mark on the column by
 * which a table has its size ({@code CharVarcharUtils}, Spark 3.5).
 */
final class SizedTexts {
  private static final String MARK = "__CHAR_VARCHAR_TYPE_STRING";

  private SizedTexts() {}

  static boolean isIn(DataType declared) {
    return CharVarcharUtils.hasCharVarchar(declared);
  }

  /** The type as queries have it. */
  static DataType unsized(DataType declared) {
    return CharVarcharUtils.replaceCharVarcharWithString(declared);
  }

  /** The columns as they were declared. */
  static StructType declared(StructType schema) {
    return CharVarcharUtils.getRawSchema(schema);
  }

  /** The value, which fails a query as an INSERT would when it is too long. */
  static Column held(Expression value, String name, DataType declared) {
    StructType marked =
        CharVarcharUtils.replaceCharVarcharWithStringInSchema(new StructType().add(name, declared));
    return SparkApi.column(CharVarcharUtils.stringLengthCheck(value, declared))
        .as(name, marked.fields()[0].metadata());
  }

  static boolean isMarked(Metadata metadata) {
    return metadata.contains(MARK);
  }

  /** Adds the mark of another column, if it has one. */
  static void copyMark(Metadata from, MetadataBuilder to) {
    if (isMarked(from)) {
      to.putString(MARK, from.getString(MARK));
    }
  }
}
