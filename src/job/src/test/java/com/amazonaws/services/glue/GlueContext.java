package com.amazonaws.services.glue;

import org.apache.spark.SparkContext;

/** Stands for AWS Glue's class in tests: same name, same constructor. */
public class GlueContext {
  private final SparkContext sparkContext;

  public GlueContext(SparkContext sparkContext) {
    this.sparkContext = sparkContext;
  }

  public SparkContext sparkContext() {
    return sparkContext;
  }
}
