"""Holds records against their schemas with Debian's python3-jsonschema. Standard input: {"common": schema, "schemas":
{kind: schema}, "cases": [{"kind", "name", "record", "isGood"}]}. Says which schemas are none, and where it judges a
record otherwise; the last line tells how many it has judged."""
import json
import sys
import warnings

warnings.simplefilter("ignore")  # newer versions announce the end of RefResolver
from jsonschema import Draft202012Validator, RefResolver  # noqa: E402

given = json.load(sys.stdin)
store = {given["common"]["$id"]: given["common"]}
judges = {}
for kind, schema in given["schemas"].items():
    Draft202012Validator.check_schema(schema)
    judges[kind] = Draft202012Validator(schema, resolver=RefResolver.from_schema(schema, store=store))
Draft202012Validator.check_schema(given["common"])

for case in given["cases"]:
    judge = judges[case["kind"]]
    error = next(judge.iter_errors(case["record"]), None)
    if (error is None) != case["isGood"]:
        where = "/".join(str(step) for step in error.absolute_path) if error else ""
        print(case["kind"], case["name"], "is refused: " + where + " " + error.message[:200] if error else "is accepted")
print(len(given["cases"]), "judged")
