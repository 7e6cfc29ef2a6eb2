"""The table in Flask and pandas, as one would write it by hand: `gunicorn flask-peer:app`, BENCH_CSV=FILE.

The statistics of whole columns are kept once they are known, as Holdall's are.
"""

import os
from functools import lru_cache

import pandas as pd
from flask import Flask, Response, jsonify, request

frame = pd.read_csv(os.environ["BENCH_CSV"])
app = Flask(__name__)


@app.get("/healthz")
def health():
    return jsonify(status="ok")


@app.get("/getRow/<int:number>")
def row(number):
    # What pandas hands out is of NumPy's types, which JSON does not know.
    values = [value.item() if hasattr(value, "item") else value for value in frame.iloc[number]]
    return jsonify(values)


@lru_cache
def statistic(name, column):
    values = frame.iloc[:, column]
    return str(values.mode()[0]) if name == "mode" else getattr(values, name)()


@app.get("/getColumnMeanValue/<int:column>")
def mean(column):
    return jsonify(response=statistic("mean", column))


@app.get("/getColumnMedian/<int:column>")
def median(column):
    return jsonify(response=statistic("median", column))


@app.get("/getColumnMostFrequentValue/<int:column>")
def mode(column):
    return jsonify(response=statistic("mode", column))


def selected():
    """The rows that `price` (at least) and `words` pick."""
    rows = frame
    if "price" in request.args:
        rows = rows[rows["price"] >= float(request.args["price"])]
    if "words" in request.args:
        rows = rows[rows["product"].str.contains(rf"\b{request.args['words']}\b")]
    return rows


@app.get("/rows")
def rows():
    found = selected()
    offset, limit = int(request.args.get("offset", 0)), 50
    count = len(found)
    if "sort" in request.args:
        found = found.sort_values(request.args["sort"], kind="stable")
    page = found.iloc[offset : offset + limit]
    return jsonify(count=count, rows=page.to_dict("records"))


@app.get("/facet/<column>")
def facet(column):
    counts = selected()[column].value_counts().head(50)
    return jsonify([[value, int(count)] for value, count in counts.items()])


@app.get("/median/<column>")
def filtered_median(column):
    return jsonify(response=selected()[column].median())


@app.get("/rows.csv")
def export():
    return Response(frame.to_csv(index=False), mimetype="text/csv")
