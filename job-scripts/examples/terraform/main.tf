# Bucket, role and Glue job of one dbt project that Epoxy runs.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

variable "job_name" {
  description = "The profile's job_name."
  type        = string
  default     = "epoxy-shop-prod"
}

variable "bucket_name" {
  description = "Holds the tables, and what Epoxy keeps."
  type        = string
}

variable "database" {
  description = "The profile's schema, which Glue calls a database."
  type        = string
  default     = "shop"
}

variable "job_jar" {
  description = "S3 address of epoxy-job-<sha256>.jar, below epoxy/jars/ of the bucket."
  type        = string
}

variable "script" {
  description = "S3 address of epoxy.scala, below epoxy/scripts/ of the bucket."
  type        = string
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  place = "${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}"
  glue  = "arn:${data.aws_partition.current.partition}:glue:${local.place}"
  logs  = "arn:${data.aws_partition.current.partition}:logs:${local.place}"
}

resource "aws_s3_bucket" "lake" {
  bucket = var.bucket_name
}

resource "aws_s3_bucket_versioning" "lake" {
  bucket = aws_s3_bucket.lake.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "lake" {
  bucket                  = aws_s3_bucket.lake.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_glue_catalog_database" "tables" {
  name         = var.database
  location_uri = "s3://${var.bucket_name}/tables/${var.database}/"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["glue.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "job" {
  statement {
    sid       = "ReadWhatIsDeployed"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.lake.arn}/epoxy/*"]
  }
  statement {
    sid       = "WriteRuns"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.lake.arn}/epoxy/runs/*"]
  }
  statement {
    sid       = "ReadAndWriteTables"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.lake.arn}/tables/*"]
  }
  statement {
    sid       = "FindFiles"
    actions   = ["s3:ListBucket", "s3:GetBucketLocation"]
    resources = [aws_s3_bucket.lake.arn]
  }
  statement {
    sid = "KeepTheCatalog"
    actions = [
      "glue:GetDatabase",
      "glue:GetDatabases",
      "glue:GetTable",
      "glue:GetTables",
      "glue:CreateTable",
      "glue:UpdateTable",
      "glue:DeleteTable",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:BatchGetPartition",
      "glue:BatchCreatePartition",
      "glue:UpdatePartition",
      "glue:DeletePartition",
    ]
    resources = [
      "${local.glue}:catalog",
      "${local.glue}:database/default",
      "${local.glue}:database/${var.database}",
      "${local.glue}:table/${var.database}/*",
    ]
  }
  statement {
    sid       = "TakePartInWorkflows"
    actions   = ["glue:GetWorkflowRunProperties", "glue:PutWorkflowRunProperties"]
    resources = ["${local.glue}:workflow/*"]
  }
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.logs}:log-group:/aws-glue/*"]
  }
}

resource "aws_iam_role" "job" {
  name               = "${var.job_name}-role"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "job" {
  name   = "job"
  role   = aws_iam_role.job.id
  policy = data.aws_iam_policy_document.job.json
}

resource "aws_glue_job" "job" {
  name              = var.job_name
  role_arn          = aws_iam_role.job.arn
  glue_version      = "5.1"
  worker_type       = "G.1X"
  number_of_workers = 2
  max_retries       = 1
  timeout           = 240

  execution_property {
    max_concurrent_runs = 10
  }

  command {
    name            = "glueetl"
    script_location = var.script
  }

  default_arguments = {
    "--job-language"            = "scala"
    "--class"                   = "GlueApp"
    "--extra-jars"              = var.job_jar
    "--enable-glue-datacatalog" = "true"
    "--epoxy-current"           = "s3://${var.bucket_name}/epoxy/current/${var.job_name}.json"
  }

  tags = {
    epoxy-managed = "true"
  }
}

output "role_arn" {
  description = "The profile's role_arn."
  value       = aws_iam_role.job.arn
}

output "artifacts_location" {
  description = "The profile's artifacts_location."
  value       = "s3://${var.bucket_name}/epoxy"
}
