"""Holds exchanges with Lake Formation's stand-in against botocore's model of the API.

Reads a JSON list of {operation, request, answer or error} and prints a line for each deviation.
"""

import json
import sys

from botocore.session import get_session
from botocore.validate import ParamValidator


def deviations(shape, value):
    report = ParamValidator().validate(value, shape)
    return report.generate_report().splitlines() if report.has_errors() else []


service = get_session().get_service_model("lakeformation")
for exchange in json.load(sys.stdin):
    name = exchange["operation"]
    if name not in service.operation_names:
        print(f"{name}: no operation of the API")
        continue
    operation = service.operation_model(name)
    for line in deviations(operation.input_shape, exchange["request"]):
        print(f"{name} request: {line}")
    if "error" in exchange:
        if exchange["error"] not in [shape.name for shape in operation.error_shapes]:
            print(f"{name}: {exchange['error']} is none of its errors")
    else:
        for line in deviations(operation.output_shape, exchange["answer"]):
            print(f"{name} answer: {line}")
