"""The PySpark script of a Glue job that runs a dbt project with Epoxy: the same main as epoxy.scala calls."""
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.enableHiveSupport().getOrCreate()
jvm = spark.sparkContext._gateway.jvm
arguments = spark.sparkContext._gateway.new_array(jvm.java.lang.String, len(sys.argv) - 1)
for place, argument in enumerate(sys.argv[1:]):
    arguments[place] = argument
jvm.io.epoxy.job.JobMain.main(arguments)
