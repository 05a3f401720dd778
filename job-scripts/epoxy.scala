// The script of a Glue job that runs a dbt project with Epoxy. Glue compiles it on its own machines;
// everything else is in the job jar (--extra-jars).
object GlueApp {
  def main(args: Array[String]): Unit = io.epoxy.job.JobMain.main(args)
}
