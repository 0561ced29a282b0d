#!/usr/bin/env bash
# The main path, one line a stage; `./jobtrail demo` does the same in one process.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-work/demo-stages}

./jobtrail simulate --people 500 --seed 1 --out "$out/simulated"                                       # ~4 s: 500 made-up people, their truth and resumes
./jobtrail run "$out/simulated/documents" samples/resumes --taxonomy starter --out "$out/dataset"      # ~8 s: experiences.jsonl and Parquet
./jobtrail score extraction --gold "$out/simulated/truth/gold.jsonl" --predicted "$out/dataset" --by language,format
./jobtrail score extraction --gold samples/gold.jsonl --predicted "$out/dataset" --by language         # the hand-written samples
./jobtrail analyse "$out/dataset" --out "$out/report"                                                  # ~8 s: report.html, CSV, SVG
