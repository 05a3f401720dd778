{{ config(tags=['infn']) }} 1
