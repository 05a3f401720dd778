"""A day's build of the shop's models: what is deployed at that moment runs as one Glue job."""
from datetime import datetime

from airflow import DAG
from airflow.providers.amazon.aws.operators.glue import GlueJobOperator

with DAG(
    dag_id="epoxy_shop",
    schedule="15 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    GlueJobOperator(
        task_id="build",
        job_name="epoxy-shop-prod",
        region_name="eu-west-1",
        script_args={
            "--epoxy-current": "s3://my-lake/epoxy/current/epoxy-shop-prod.json",
        },
        wait_for_completion=True,
        stop_job_run_on_kill=True,
    )
