#!/usr/bin/env bash
# Tries what should not be there: wrong paths, broken taxonomies, full disks, torn folders, odd options
# and odd surroundings. Prints a table `case, exit code, message` and ends with 1 when a case did not end
# with the code it should, said more than it should, or called itself a bug.
#
#   runs/bad-input.sh [PATTERN]      only the cases whose name matches the pattern
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
home=$PWD
only=${1:-.}
tmp=$(mktemp -d)
mounts=()
clean() {
  local mount
  for mount in "${mounts[@]}"; do umount "$mount" 2>/dev/null; done
  rm -rf "$tmp"
}
trap clean EXIT
cases=0 wrong=0 skipped=0

# check NAME CODES LINES COMMAND...: CODES such as "0" or "2|6"; at most LINES lines on stderr, which
# name the path in $names when that is set.
check() {
  local name=$1 codes=$2 lines=$3 code message verdict=ok
  shift 3
  [[ $name =~ $only ]] || return 0
  cases=$((cases + 1))
  timeout 120 "$@" >"$tmp/stdout" 2>"$tmp/stderr" </dev/null
  code=$?
  [[ "|$codes|" == *"|$code|"* ]] || verdict="WRONG CODE, wants $codes"
  grep -qE 'this is a bug|^Exception in|^\s+at [a-z]+\.' "$tmp/stderr" && verdict="CALLS ITSELF A BUG"
  [ "$(grep -c . "$tmp/stderr")" -le "$lines" ] || verdict="MORE THAN $lines LINES"
  [ -z "${names:-}" ] || grep -qF "$names" "$tmp/stderr" || verdict="DOES NOT NAME $names"
  [ "$verdict" = ok ] || wrong=$((wrong + 1))
  message=$(grep -v '^Try ' "$tmp/stderr" | tail -1)
  [ -n "$message" ] || message=$(tail -1 "$tmp/stdout" | cut -c1-160)
  printf '%-44s %4d  %-3s %s\n' "$name" "$code" "$([ "$verdict" = ok ] && echo ok || echo '!!!')" "${message//$tmp/TMP}"
  [ "$verdict" = ok ] || echo "    $verdict"
}
skip() { skipped=$((skipped + 1)); printf '%-44s    -  %s\n' "$1" "skipped: $2"; }

starter=(--taxonomy starter)

# One good résumé, and a finished run of it.
mkdir -p "$tmp/in"
cat >"$tmp/in/good.txt" <<'CV'
Curriculum vitae

Work experience

Bookkeeper
Example Ltd, Springfield
03/2015 - 06/2017

Nurse
Example Hospital, Springfield
07/2017 - present
CV
./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/done" --quiet >/dev/null || exit 1

echo "== options"
check 'no command' 2 40 ./jobtrail
check 'unknown command' 2 2 ./jobtrail rnu
check 'unknown option' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --frobnicate
check 'no --out' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}"
check 'empty --out' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out ''
check 'empty input' 2 2 ./jobtrail run '' "${starter[@]}" --out "$tmp/o"
check '--limit 0' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --limit 0
check '--limit -1' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --limit -1
check '--seed abc' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --seed abc
check '--seed 99999999999999999999' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --seed 99999999999999999999
check '--workers 0' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --workers 0
check '--workers -1' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --workers -1
check '--workers 1000' 0 0 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/w1000" --workers 1000 --quiet
check '--max-quarantined 7' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --max-quarantined 7
check '--max-quarantined NaN' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --max-quarantined NaN
check 'unknown --extractor' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --extractor oracle
printf '1\tnurse\n' >"$tmp/titles.tsv"
check 'normalise --top 0' 2 1 ./jobtrail normalise --titles "$tmp/titles.tsv" --top 0 --out "$tmp/r.tsv"
check 'normalise --top 100000' '0|2' 1 ./jobtrail normalise --titles "$tmp/titles.tsv" --top 100000 --out "$tmp/r.tsv"
check 'search --top 100000' '0|2' 1 ./jobtrail taxonomy search starter nurse --top 100000
check 'normalise --language klingon' 2 1 ./jobtrail normalise --titles "$tmp/titles.tsv" --language klingon --out "$tmp/r.tsv"
check 'search nothing' '0|2' 1 ./jobtrail taxonomy search starter ' '
check 'simulate no people' 2 1 ./jobtrail simulate --people 0 --out "$tmp/s"
check 'simulate -5 people' 2 1 ./jobtrail simulate --people -5 --out "$tmp/s"
check 'simulate in no language' 2 1 ./jobtrail simulate --people 2 --languages xx --out "$tmp/s"
check 'simulate as .doc' 2 1 ./jobtrail simulate --people 2 --formats doc --out "$tmp/s"
check 'demo of no people' 2 2 ./jobtrail demo --people 0 --out "$tmp/demo0"
check 'analyse at level 7' 2 1 ./jobtrail analyse "$tmp/done" --level 7 --out "$tmp/rep"
check 'analyse --min-cell 0' '0|2' 1 ./jobtrail analyse "$tmp/done" --min-cell -1 --out "$tmp/rep"
check 'analyse --replicates -1' 2 1 ./jobtrail analyse "$tmp/done" --replicates -1 --out "$tmp/rep"
check 'export to nowhere known' 2 1 ./jobtrail export "$tmp/done" --format jobhop9 --out "$tmp/x"
printf '[run\nseed = = 3' >"$tmp/bad.toml"
check '--config that is no TOML' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --config "$tmp/bad.toml"
printf '[run]\nseed = "abc"\n' >"$tmp/bad2.toml"
check '--config with a wrong value' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --config "$tmp/bad2.toml"
printf '[run]\nsede = 3\n' >"$tmp/bad3.toml"
check '--config with an unknown key' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/oc" --config "$tmp/bad3.toml"
check '--config that is not there' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --config "$tmp/none.toml"
check '--config that is a folder' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --config "$tmp/in"
check '--config without a value' 2 2 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/o" --config

echo "== paths"
check 'input not there' 2 1 ./jobtrail run "$tmp/none" "${starter[@]}" --out "$tmp/o" --quiet
check 'one of two inputs not there' 2 1 ./jobtrail run "$tmp/in" "$tmp/none" "${starter[@]}" --out "$tmp/o2" --quiet
check 'input with a NUL-like name' 2 1 ./jobtrail run "$tmp/in/good.txt/x" "${starter[@]}" --out "$tmp/o" --quiet
mkdir "$tmp/empty"
check 'empty input folder' 2 1 ./jobtrail run "$tmp/empty" "${starter[@]}" --out "$tmp/oe" --quiet
check 'analyse a run of nothing' '0|2' 1 ./jobtrail analyse "$tmp/oe" --out "$tmp/rep-oe"
echo x >"$tmp/file"
check 'OUT is a file' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/file" --quiet
check 'OUT under a file' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/file/o" --quiet
check 'OUT under /proc' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out /proc/jobtrail --quiet
check 'OUT holds something else' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$home/samples" --quiet
cp -r "$tmp/in" "$tmp/in2"
check 'OUT inside INPUT' '0|2' 1 ./jobtrail run "$tmp/in2" "${starter[@]}" --out "$tmp/in2/out" --quiet
check 'OUT inside INPUT, again' '0|2' 1 ./jobtrail run "$tmp/in2" "${starter[@]}" --out "$tmp/in2/out" --quiet
mkdir -p "$tmp/outer/cvs" && cp "$tmp/in/good.txt" "$tmp/outer/cvs/"
check 'INPUT inside OUT' 2 1 ./jobtrail run "$tmp/outer/cvs" "${starter[@]}" --out "$tmp/outer" --quiet
check 'OUT is INPUT' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/in" --quiet
for command in verify analyse export import 'taxonomy import' 'taxonomy info' 'taxonomy search' normalise 'score extraction'; do
  case $command in
    verify) args=("$tmp/none") ;;
    analyse) args=("$tmp/none" --out "$tmp/n") ;;
    export) args=("$tmp/none" --format jobhop1 --out "$tmp/n") ;;
    import) args=("$tmp/none" --format jobhop1 --out "$tmp/n") ;;
    'taxonomy import') args=("$tmp/none" --out "$tmp/n") ;;
    'taxonomy info') args=("$tmp/none") ;;
    'taxonomy search') args=("$tmp/none" nurse) ;;
    normalise) args=(--titles "$tmp/none" --out "$tmp/n") ;;
    'score extraction') args=(--gold "$tmp/none" --predicted "$tmp/done") ;;
  esac
  # shellcheck disable=SC2086
  check "$command: path not there" 2 1 ./jobtrail $command "${args[@]}"
done
check 'score against a folder not there' 2 1 ./jobtrail score extraction --gold samples/gold.jsonl --predicted "$tmp/none"
check 'score with gold that is no JSON' 2 1 ./jobtrail score extraction --gold "$tmp/in/good.txt" --predicted "$tmp/done"
check 'score with binary gold' 2 1 ./jobtrail score extraction --gold /bin/true --predicted "$tmp/done"
check 'score with no room on the page of errors' 2 1 ./jobtrail score extraction --gold samples/gold.jsonl --predicted "$tmp/done" --errors "$tmp/e.html" --errors-limit 0
check 'score of two engines of one name' 2 1 ./jobtrail score extraction --gold samples/gold.jsonl --predicted "a=$tmp/done" --predicted "a=$tmp/done"
check 'score with one annotator twice' 2 1 ./jobtrail score extraction --gold a=samples/gold.jsonl --gold a=samples/gold.jsonl --predicted "$tmp/done"
check 'analyse a folder of résumés' 2 1 ./jobtrail analyse "$tmp/in" --out "$tmp/n"
check 'report onto the dataset' 2 1 ./jobtrail analyse "$tmp/done" --out "$tmp/done"
check 'report onto foreign files' 2 1 ./jobtrail analyse "$tmp/done" --out "$tmp/in"
check 'export onto the dataset' 2 1 ./jobtrail export "$tmp/done" --format jobhop1 --out "$tmp/done"
check 'export onto foreign files' 2 1 ./jobtrail export "$tmp/done" --format jobhop1 --out "$tmp/in"
check 'simulate onto foreign files' 2 1 ./jobtrail simulate --people 3 --out "$tmp/in"
check 'taxonomy onto foreign files' 2 1 ./jobtrail taxonomy import "$home/samples" --out "$tmp/in"
check 'import of a résumé' 2 1 ./jobtrail import "$tmp/in/good.txt" --format jobhop1 --out "$tmp/n"
check 'titles are binary' '0|2' 1 ./jobtrail normalise --titles /bin/true --out "$tmp/r2.tsv"
: >"$tmp/empty.tsv"
check 'titles are empty' '0|2' 1 ./jobtrail normalise --titles "$tmp/empty.tsv" --out "$tmp/r2.tsv"
check 'ranking into a folder' 2 1 ./jobtrail normalise --titles "$tmp/titles.tsv" --out "$tmp/in"

echo "== taxonomies"
t="$tmp/tax" && mkdir "$t"
printf 'conceptUri,preferredLabel\nhttp://data.europa.eu/esco/occupation/x,nurse\n' >"$t/occupations_en.csv"
check 'missing columns' 2 1 ./jobtrail taxonomy import "$t/occupations_en.csv" --out "$tmp/t1"
: >"$t/occupations_nl.csv"
check 'empty CSV' 2 1 ./jobtrail taxonomy import "$t/occupations_nl.csv" --out "$tmp/t1"
: | cat >"$t/zero_nl.csv.gz"
check 'CSV of 0 bytes called .gz' 2 1 ./jobtrail taxonomy import "$t/zero_nl.csv.gz" --out "$tmp/t1"
head -c 100000 /dev/urandom >"$t/occupations_fr.csv"
check 'random bytes' 2 1 ./jobtrail taxonomy import "$t/occupations_fr.csv" --out "$tmp/t1"
head -c 3000 /dev/urandom >"$t/occupations_fr.zip"
check 'zip that is none' 2 1 ./jobtrail taxonomy import "$t/occupations_fr.zip" --out "$tmp/t1"
printf 'conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\n' >"$t/occupations_es.csv"
check 'header alone' 2 1 ./jobtrail taxonomy import "$t/occupations_es.csv" --out "$tmp/t1"
printf 'conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\nOccupation,http://data.europa.eu/esco/occupation/a,2221,infirmi\xe8re,,2221.1\n' >"$t/occupations_de.csv"
check 'Latin-1 instead of UTF-8' 2 1 ./jobtrail taxonomy import "$t/occupations_de.csv" --out "$tmp/t1"
printf 'conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\nOccupation,http://data.europa.eu/esco/occupation/a,2221,"nurse,,2221.1\n' >"$t/occupations_it.csv"
check 'quote that never ends' 2 1 ./jobtrail taxonomy import "$t/occupations_it.csv" --out "$tmp/t1"
check 'dataset as taxonomy' 2 1 ./jobtrail run "$tmp/in" --taxonomy "$tmp/done" --out "$tmp/o" --quiet
check 'file as taxonomy' 2 1 ./jobtrail run "$tmp/in" --taxonomy "$tmp/file" --out "$tmp/o" --quiet
check 'empty folder as taxonomy' 2 1 ./jobtrail run "$tmp/in" --taxonomy "$tmp/empty" --out "$tmp/o" --quiet
printf 'conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\nOccupation,http://data.europa.eu/esco/occupation/a,2221,nurse,,2221.1\n' >"$t/occupations_pt.csv"
./jobtrail taxonomy import "$t/occupations_pt.csv" --version 1.2.0 --out "$tmp/tiny" >/dev/null 2>&1
if [ -f "$tmp/tiny/concepts.tsv" ]; then
  head -c 60 "$tmp/tiny/concepts.tsv" >"$tmp/c" && mv "$tmp/c" "$tmp/tiny/concepts.tsv"
  check 'torn taxonomy' '2|6' 1 ./jobtrail taxonomy info "$tmp/tiny"
  check 'run with a torn taxonomy' '2|6' 1 ./jobtrail run "$tmp/in" --taxonomy "$tmp/tiny" --out "$tmp/o" --quiet
fi

echo "== documents"
d="$tmp/docs" && mkdir "$d"
lines() { check "$1" "${3:-0}" 0 ./jobtrail run "$2" "${starter[@]}" --out "$tmp/out-$RANDOM$RANDOM" --quiet --json; }
: >"$d/zero.jsonl.gz"; lines '0-byte gz' "$d/zero.jsonl.gz" 0
: >"$d/zero.pdf"; lines '0-byte pdf' "$d/zero.pdf"
head -c 300000000 /dev/zero | gzip -1 >"$d/bomb.txt.gz"; lines 'gzip bomb, text' "$d/bomb.txt.gz"
head -c 300000000 /dev/zero | gzip -1 >"$d/bomb.jsonl.gz"; lines 'gzip bomb, one line of JSONL' "$d/bomb.jsonl.gz"
{ printf '{"id":"long","text":"'; head -c 60000000 /dev/zero | tr '\0' a; printf '"}\n{"id":"after","text":"Nurse, 2011 - 2014"}\n'; } >"$d/long.jsonl"
lines 'line of 60 MB' "$d/long.jsonl"
head -c 10000000 /dev/zero | tr '\0' w >"$d/word.txt"; lines 'one word of 10 MB' "$d/word.txt"
{ cat "$tmp/in/good.txt"; printf 'a\0b\0\0c'; } >"$d/nul.txt"; lines 'résumé with NUL' "$d/nul.txt"
printf '{"id":"a","text":"Nurse"}\n{"id":"a","text":"Baker"}\n{"id":7,"text":"Cook"}\n{"id":"7","text":"Cook"}\n{"id":null,"text":"x"}\n{"text":"x"}\n{"id":"b"}\n[]\nnull\n{\n\n{"id":"q\\"'"'"'; DROP TABLE x","text":"Nurse"}\n{"id":"%s","text":"Nurse"}\n{"id":"","text":"Nurse"}\n{"id":"../../etc/x","text":"Nurse"}\n{"id":"n\\u0000ul\\n","text":"Nurse"}\n' "$(head -c 100000 /dev/zero | tr '\0' i)" >"$d/ids.jsonl"
lines 'ids twice, numeric, null, long, odd' "$d/ids.jsonl"
mkdir "$d/names"
for name in 'with space' "it's" 'say "hi"' $'two\nlines' 'été ñ 日本' "'; DROP TABLE x; --" '-dash' '*' '%s%n' 'a;b,c' $'tab\tbed' $'bad\xff'; do
  cp "$tmp/in/good.txt" "$d/names/$name.txt"
done
lines 'odd file names' "$d/names"
check 'odd file names, verified' 0 1 bash -c "./jobtrail run '$d/names' --taxonomy starter --out '$tmp/odd' --quiet && ./jobtrail verify '$tmp/odd' && ./jobtrail analyse '$tmp/odd' --out '$tmp/odd-rep'"
mkdir "$d/links" && ln -s "$d/links" "$d/links/loop" && ln -s /none "$d/links/broken.txt" && cp "$tmp/in/good.txt" "$d/links/"
lines 'links in a circle, broken links' "$d/links"
mkfifo "$d/pipe.txt"
check 'named pipe' 2 1 ./jobtrail run "$d/pipe.txt" "${starter[@]}" --out "$tmp/op" --quiet
check 'device' 2 1 ./jobtrail run /dev/zero "${starter[@]}" --out "$tmp/op" --quiet
check 'input twice' '0|2' 1 ./jobtrail run "$tmp/in" "$tmp/in" "${starter[@]}" --out "$tmp/twice" --quiet
check 'too much set aside' 3 1 ./jobtrail run "$d/zero.pdf" "${starter[@]}" --out "$tmp/o3" --quiet --max-quarantined 0.5

echo "== torn folders"
torn() { rm -rf "$tmp/torn"; cp -r "$tmp/done" "$tmp/torn"; }
torn; printf x | dd of="$tmp/torn/trajectories.parquet" bs=1 seek=40 conv=notrunc 2>/dev/null
check 'verify: parquet altered' 6 1 ./jobtrail verify "$tmp/torn"
check 'same run onto it' '0|2|6' 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/torn" --quiet
torn; : >"$tmp/torn/trajectories.parquet"
check 'verify: parquet emptied' 6 1 ./jobtrail verify "$tmp/torn"
check 'analyse: parquet emptied' '2|6' 1 ./jobtrail analyse "$tmp/torn" --out "$tmp/n"
check 'export: parquet emptied' 6 1 ./jobtrail export "$tmp/torn" --format jobhop1 --out "$tmp/n"
torn; head -c 200 "$tmp/done/experiences.parquet" >"$tmp/torn/experiences.parquet"
check 'verify: parquet cut' 6 1 ./jobtrail verify "$tmp/torn"
torn; head -c 99 "$tmp/done/manifest.json" >"$tmp/torn/manifest.json"
check 'verify: manifest cut' 6 1 ./jobtrail verify "$tmp/torn"
check 'analyse: manifest cut' '2|6' 1 ./jobtrail analyse "$tmp/torn" --out "$tmp/n"
check 'run: manifest cut' '2|6' 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/torn" --quiet
check 'run --force: manifest cut' '0|2' 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/torn" --quiet --force
torn; : >"$tmp/torn/manifest.json"
check 'verify: manifest empty' 6 1 ./jobtrail verify "$tmp/torn"
torn; echo '[]' >"$tmp/torn/manifest.json"
check 'verify: manifest is a list' 6 1 ./jobtrail verify "$tmp/torn"
torn; head -c 50 /dev/urandom >"$tmp/torn/text/part-00000.jsonl.gz"
check 'verify: text part altered' 6 1 ./jobtrail verify "$tmp/torn"
torn; rm "$tmp/torn/experiences.jsonl"
check 'verify: file gone' 6 1 ./jobtrail verify "$tmp/torn"
torn; echo x >"$tmp/torn/extra.txt"
check 'verify: file too many' '0|6' 1 ./jobtrail verify "$tmp/torn"
torn; rm "$tmp/torn/manifest.json"; mkdir "$tmp/torn/.work"; echo '{' >"$tmp/torn/.work/run.json"; mkdir "$tmp/torn/.work/part-00000"
check 'half-deleted .work' 0 1 ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/torn" --quiet
check 'half-deleted .work, verified' 0 1 ./jobtrail verify "$tmp/torn"
check 'score of a torn run' '2|6' 1 bash -c "head -c 100 '$tmp/done/experiences.jsonl' >'$tmp/cut.jsonl'; ./jobtrail score extraction --gold samples/gold.jsonl --predicted '$tmp/cut.jsonl'"

echo "== disks"
./jobtrail run samples/resumes "${starter[@]}" --out "$tmp/plain" --quiet >/dev/null
mkdir "$tmp/small" "$tmp/ro"
if mount -t tmpfs -o size=64k none "$tmp/small" 2>/dev/null; then
  mounts+=("$tmp/small")
  names=$tmp/small/ check 'full disk: run' 2 1 ./jobtrail run samples/resumes "${starter[@]}" --out "$tmp/small/o" --quiet
  rm -rf "$tmp/small"/*
  names=$tmp/small/ check 'full disk: analyse' 2 1 ./jobtrail analyse "$tmp/plain" --out "$tmp/small/r"
  rm -rf "$tmp/small"/*
  names=$tmp/small/ check 'full disk: simulate' 2 1 ./jobtrail simulate --people 200 --out "$tmp/small/s" --quiet
  rm -rf "$tmp/small"/*
  head -c 65536 /dev/zero >"$tmp/small/fill" 2>/dev/null
  names=$tmp/small/ check 'full disk: export' 2 1 ./jobtrail export "$tmp/done" --format jobhop2 --out "$tmp/small/x"
  names=$tmp/small/ check 'full disk: normalise' 2 1 ./jobtrail normalise --titles "$tmp/titles.tsv" --out "$tmp/small/r.tsv"
  names=$tmp/small/ check 'full disk: taxonomy import' 2 1 ./jobtrail taxonomy import "$t/occupations_pt.csv" --version 1.2.0 --out "$tmp/small/t"
else
  skip 'full disk' 'no right to mount here'
fi
if mount -t tmpfs -o size=1m,ro none "$tmp/ro" 2>/dev/null; then
  mounts+=("$tmp/ro")
  for command in "run $tmp/in --taxonomy starter --quiet" "analyse $tmp/done" "export $tmp/done --format jobhop1" \
    "simulate --people 3" "taxonomy import $t/occupations_pt.csv --version 1.2.0" "normalise --titles $tmp/titles.tsv" "demo --people 5 --quiet"; do
    # shellcheck disable=SC2086
    check "read-only folder: ${command%% *}" 2 1 ./jobtrail $command --out "$tmp/ro/o"
  done
else
  skip 'read-only folder' 'no right to mount here'
fi
check 'stdout is full' 2 1 bash -c './jobtrail taxonomy info starter --json >/dev/full'
check 'reader goes after a line' 0 0 bash -c 'set -o pipefail; ./jobtrail taxonomy search starter nurse --top 400 | head -1'
mkfifo "$tmp/pipe.tsv"
check 'ranking to a pipe' 2 1 ./jobtrail normalise --titles "$tmp/titles.tsv" --out "$tmp/pipe.tsv"

echo "== models"
./jobtrail simulate --people 12 --seed 3 --out "$tmp/sim" --quiet >/dev/null
printf 'population = "%s"\napi_key = "sesame"\nlatency_ms = 150\n' "$tmp/sim" >"$tmp/scenario.toml"
port=$((20000 + RANDOM % 20000))
./jobtrail dev llm-server --scenario "$tmp/scenario.toml" --port $port --quiet >"$tmp/server" 2>&1 &
server=$!
for _ in $(seq 100); do grep -q serving "$tmp/server" && break; sleep 0.1; done
url=http://127.0.0.1:$port/v1
printf 'sesame\n' >"$tmp/key"
asks=(./jobtrail run "$tmp/sim/documents" "${starter[@]}" --extractor llm --quiet --llm-slots 2 --llm-patience 1)
at=(--llm-url "$url") as=(--llm-model scripted) by=(--llm-key-file "$tmp/key")
right=("${at[@]}" "${as[@]}" "${by[@]}")
check 'llm without --llm-url' 2 1 "${asks[@]}" --out "$tmp/m"
check 'llm options for the parser' 2 1 ./jobtrail run "$tmp/in" "${starter[@]}" "${right[@]}" --out "$tmp/m"
check 'URL without http' 2 1 "${asks[@]}" "${as[@]}" "${by[@]}" --llm-url "127.0.0.1:$port/v1" --out "$tmp/m"
check 'URL with a password' 2 1 "${asks[@]}" "${as[@]}" "${by[@]}" --llm-url "http://me:sesame@127.0.0.1:$port/v1" --out "$tmp/m"
check 'URL without /v1' 2 1 "${asks[@]}" "${as[@]}" "${by[@]}" --llm-url "http://127.0.0.1:$port" --out "$tmp/m"
check 'wrong port' 75 1 "${asks[@]}" "${as[@]}" "${by[@]}" --llm-url http://127.0.0.1:1/v1 --out "$tmp/m"
check 'unknown host' 75 1 "${asks[@]}" "${as[@]}" "${by[@]}" --llm-url http://nowhere.invalid/v1 --out "$tmp/m"
check 'no key' 2 1 "${asks[@]}" --llm-url "$url" --llm-model scripted --out "$tmp/m"
printf 'wrong\n' >"$tmp/wrong"
check 'wrong key' 2 1 "${asks[@]}" "${at[@]}" "${as[@]}" --llm-key-file "$tmp/wrong" --out "$tmp/m"
check 'key file not there' 2 1 "${asks[@]}" "${at[@]}" "${as[@]}" --llm-key-file "$tmp/none" --out "$tmp/m"
names=$tmp/in check 'key file is a folder' 2 1 "${asks[@]}" "${at[@]}" "${as[@]}" --llm-key-file "$tmp/in" --out "$tmp/m"
names=/bin/true check 'key file is binary' 2 1 "${asks[@]}" "${at[@]}" "${as[@]}" --llm-key-file /bin/true --out "$tmp/m"
check 'wrong model' 2 1 "${asks[@]}" "${at[@]}" "${by[@]}" --llm-model scriptde --out "$tmp/m"
check '--offline without a store' 2 1 "${asks[@]}" "${right[@]}" --offline --out "$tmp/m0"
check '--max-cost without prices' 2 1 "${asks[@]}" "${right[@]}" --max-cost 1 --out "$tmp/m"
printf 'currency = "EUR"\n[models.other]\nprompt_per_million = 1\ncompletion_per_million = 1\n' >"$tmp/prices.toml"
check 'prices without the model' 2 1 "${asks[@]}" "${right[@]}" --llm-prices "$tmp/prices.toml" --out "$tmp/m"
check 'prices that are no TOML' 2 1 "${asks[@]}" "${right[@]}" --llm-prices "$tmp/in/good.txt" --out "$tmp/m"
check 'prices not there' 2 1 "${asks[@]}" "${right[@]}" --llm-prices "$tmp/none" --out "$tmp/m"
names=/bin/true check 'prices that are binary' 2 1 "${asks[@]}" "${right[@]}" --llm-prices /bin/true --out "$tmp/m"
check 'OUT holds something else' 2 1 "${asks[@]}" "${right[@]}" --out "$tmp/in"
sed 's/other/scripted/; s/= 1$/= 1000/' "$tmp/prices.toml" >"$tmp/dear.toml"
check '--max-cost -1' 2 1 "${asks[@]}" "${right[@]}" --max-cost -1 --llm-prices "$tmp/dear.toml" --out "$tmp/m"
check '--max-cost reached' 4 1 "${asks[@]}" "${right[@]}" --llm-prices "$tmp/dear.toml" --max-cost 2 --out "$tmp/m"
check '--max-cost raised' 0 0 "${asks[@]}" "${right[@]}" --llm-prices "$tmp/dear.toml" --max-cost 2000 --out "$tmp/m"
check 'two runs at once on one OUT, llm' 0 1 bash -c "
  $(printf '%q ' "${asks[@]}" "${right[@]}" --out "$tmp/two") >/dev/null 2>'$tmp/b1' & one=\$!
  $(printf '%q ' "${asks[@]}" "${right[@]}" --out "$tmp/two") >/dev/null 2>'$tmp/b2' & two=\$!
  wait \$one; a=\$?; wait \$two; b=\$?; cat '$tmp/b1' '$tmp/b2' >&2
  [ \$a\$b = 02 ] || [ \$a\$b = 20 ] || [ \$a\$b = 00 ] || exit 1
  ./jobtrail verify '$tmp/two'"
check 'interrupted, llm' 143 2 bash -c "$(printf '%q ' "${asks[@]}" "${right[@]}" --out "$tmp/cut") & sleep 2; kill -TERM \$!; wait \$!"
check 'the same command again' 0 0 "${asks[@]}" "${right[@]}" --out "$tmp/cut"
check 'the same bytes' 0 0 diff -r -x .replies "$tmp/two" "$tmp/cut"
kill $server 2>/dev/null
wait $server 2>/dev/null
check 'offline, the server gone' 0 0 "${asks[@]}" "${right[@]}" --offline --llm-store "$tmp/two/.replies" --out "$tmp/off"
check 'offline: the same bytes' 0 0 diff -r -x .replies "$tmp/two" "$tmp/off"
printf 'x\n' >>"$tmp/two/.replies/replies.jsonl"
check 'store damaged' 6 1 "${asks[@]}" "${right[@]}" --llm-store "$tmp/two/.replies" --out "$tmp/off2"

echo "== panels and models"
p=$tmp/panels
mkdir -p "$p"
{
  echo 'who,year,job,sex,pay'
  for i in $(seq 60); do
    sex=M
    [ $((i % 3)) = 0 ] && sex=F
    printf 'p%d,2000,11,%s,1\np%d,2001,11,%s,NaN\np%d,2003,12,%s,3\n' "$i" $sex "$i" $sex "$i" $sex
  done
  echo 'single,2005,12,F,inf'
} >"$p/good.csv"
printf 'name = "tiny"\nperson = "who"\nperiod = "year"\n[occupation]\ncolumn = "job"\n[[fixed]]\nname = "sex"\ncolumn = "sex"\n[[measure]]\nname = "pay"\ncolumn = "pay"\nabove = 0\n' >"$p/m.toml"
printf 'who,year,job,sex,pay\na,2001,11,F,1\na,2000,12,F,1\na,2000,11,F,2\n' >"$p/twice.csv"
printf 'who,year,job,sex,pay\na,2003,11,F,x\na,2001,12,F,1e999\n,2001,11,M,1\nb,20x1,11,M,1\nb,2001,,M,1\nb,2002,12,M,NaN\n' >"$p/rough.csv"
printf 'who,year,job,sex,pay\n' >"$p/empty.csv"
import=(./jobtrail panel import)
mapped=(--mapping "$p/m.toml")
# Every record kept or tallied: 181 rows in, 181 records, one person with a single one, NaN set aside.
check 'gaps, single records, NaN wages' 0 9 "${import[@]}" "$p/good.csv" "${mapped[@]}" --out "$p/good"
check 'nothing lost' 0 0 bash -c "./jobtrail panel info '$p/good' --json | grep -q '\"records\":181'"
check 'rows out of order and broken' 0 9 "${import[@]}" "$p/rough.csv" "${mapped[@]}" --out "$p/rough"
check 'every broken row tallied' 0 0 grep -q '"rows_in" : 6' "$p/rough/manifest.json"
check 'two records of one period' 2 1 "${import[@]}" "$p/twice.csv" "${mapped[@]}" --out "$p/x"
check 'table without rows' 2 1 "${import[@]}" "$p/empty.csv" "${mapped[@]}" --out "$p/x"
names=good.csv check 'mapping of another table' 2 1 "${import[@]}" "$p/good.csv" --mapping nlsy79 --out "$p/x"
check 'mapping unknown' 2 1 "${import[@]}" "$p/good.csv" --mapping nlsy78 --out "$p/x"
check 'table that is binary' 2 1 "${import[@]}" /bin/true "${mapped[@]}" --out "$p/x"
fit=(./jobtrail train --quiet --data "$p/good")
check 'panel never divided' 2 1 "${fit[@]}" --model counts --out "$p/x"
check 'two shares' 2 1 ./jobtrail panel split "$p/good" --shares 60,40
check 'NaN share' 2 1 ./jobtrail panel split "$p/good" --shares 60,20,NaN
check 'all in one part' 0 1 ./jobtrail panel split "$p/good" --shares 100,0,0
check 'empty valid part' 2 1 "${fit[@]}" --model counts --out "$p/x"
check 'divided again' 0 1 ./jobtrail panel split "$p/good" --shares 60,20,20 --seed 1
check 'unknown model' 2 1 "${fit[@]}" --model carer --out "$p/x"
check 'unknown hyperparameter' 2 1 "${fit[@]}" --model counts --set ordre=2 --out "$p/x"
check 'hyperparameter out of range' 2 1 "${fit[@]}" --model career --set dropout=1.5 --out "$p/x"
check 'hyperparameter that is no number' 2 1 "${fit[@]}" --model career --set layers=two --out "$p/x"
check 'train onto the panel' 2 1 "${fit[@]}" --model counts --out "$p/good"
check 'blend of nothing' 2 1 "${fit[@]}" --model blend --out "$p/x"
check '--of for counts' 2 1 "${fit[@]}" --model counts --of "$p/good" --out "$p/x"
check '--from that is a panel' 2 1 "${fit[@]}" --model career --from "$p/good" --out "$p/x"
check '--device cuda without one' 2 1 "${fit[@]}" --model career --device cuda --out "$p/x"
check 'counts' 0 0 "${fit[@]}" --model counts --out "$p/counts"
check '--from without weights' 2 1 "${fit[@]}" --model career --from "$p/counts" --out "$p/x"
check 'pool of one name' 2 1 ./jobtrail panel pool "$p/good" "$p/good" --out "$p/x"
sed 's/tiny/other/' "$p/m.toml" >"$p/o.toml"
sed 's/,M,/,X,/; s/,12,/,13,/' "$p/good.csv" >"$p/other.csv"
check 'codes and levels never trained on' 0 9 "${import[@]}" "$p/other.csv" --mapping "$p/o.toml" --out "$p/other"
check 'pool of divided and undivided' 2 1 ./jobtrail panel pool "$p/good" "$p/other" --out "$p/x"
check 'the other divided' 0 1 ./jobtrail panel split "$p/other" --shares 0,0,100
judge=(./jobtrail evaluate --quiet --model "$p/counts")
check 'everybody has an unknown code' 2 1 "${judge[@]}" --data "$p/other"
check 'judge a part with nobody' 2 1 "${judge[@]}" --data "$p/other" --split train
ask=(./jobtrail predict --model "$p/counts")
check 'unknown code in a history' 2 1 "${ask[@]}" --history 2005:99
check 'decreasing years' 2 1 "${ask[@]}" --history 2005:11,2004:12
check 'unknown level' 2 1 "${ask[@]}" --history 2005:11 --covariates sex=X
check 'period of the past' 2 1 "${ask[@]}" --history 2005:11 --period 2004
check 'history without years' 2 1 "${ask[@]}" --history 11,12
cp -r "$p/counts" "$p/torn"
truncate -s 40 "$p/torn/model.safetensors"
check 'model cut short' '2|6' 1 ./jobtrail predict --model "$p/torn" --history 2005:11
cp -r "$p/good" "$p/bent"
printf x >>"$p/bent/records.parquet"
check 'panel damaged' 6 1 ./jobtrail train --model counts --data "$p/bent" --out "$p/x"

echo "== surroundings"
check 'stdin closed' 0 0 bash -c "./jobtrail taxonomy info starter --json <&-"
check 'stdout closed' 2 1 bash -c "./jobtrail taxonomy info starter --json >&-"
check 'head closes the pipe' 0 0 bash -c "./jobtrail taxonomy search starter nurse --top 200 | head -1"
check 'no HOME' 0 0 env -u HOME ./jobtrail run "$tmp/in" "${starter[@]}" --out "$tmp/e1" --quiet
check 'LANG=C' 0 0 env LANG=C LC_ALL=C ./jobtrail run "$d/names" "${starter[@]}" --out "$tmp/e2" --quiet
check 'LANG=C: the same bytes' 0 0 bash -c "cmp '$tmp/odd/experiences.jsonl' '$tmp/e2/experiences.jsonl' && cmp '$tmp/odd/manifest.json' '$tmp/e2/manifest.json'"
check 'Turkish, another time zone' 0 9 env LC_ALL=tr_TR.UTF-8 TZ=Pacific/Chatham JDK_JAVA_OPTIONS='-Duser.language=tr -Duser.country=TR' ./jobtrail run samples/resumes "${starter[@]}" --out "$tmp/e3" --quiet
check 'Turkish: the same bytes' 0 0 diff -r "$tmp/plain" "$tmp/e3"
check 'Turkish report: the same bytes' 0 0 bash -c "./jobtrail analyse '$tmp/plain' --out '$tmp/r1' >/dev/null && JDK_JAVA_OPTIONS='-Duser.language=tr -Duser.country=TR' ./jobtrail analyse '$tmp/plain' --out '$tmp/r2' >/dev/null 2>&1 && diff -r '$tmp/r1' '$tmp/r2'"
old=$(ls -d /usr/lib/jvm/*17* 2>/dev/null | head -1)
if [ -n "$old" ]; then check 'JAVA_HOME is a JDK 17' 0 0 env JAVA_HOME="$old" ./jobtrail --version; else skip 'JAVA_HOME is a JDK 17' 'none installed'; fi
check 'JAVA_HOME leads nowhere' 0 0 env JAVA_HOME=/none ./jobtrail --version
mkdir "$tmp/bin"
for tool in bash env sed find readlink dirname java timeout; do ln -s "$(command -v $tool)" "$tmp/bin/" 2>/dev/null; done
check 'no mvn on the PATH after the build' 0 0 env PATH="$tmp/bin" ./jobtrail --version
ln -s "$home/jobtrail" "$tmp/link" && ln -s link "$tmp/link2"
check 'launcher behind two links' 0 0 bash -c "cd / && '$tmp/link2' --version"
mkdir -p "$tmp/a b" && cp -r jobtrail pom.xml "$tmp/a b/" && for m in core app; do mkdir -p "$tmp/a b/$m" && cp -r $m/pom.xml $m/src "$tmp/a b/$m/"; done && cp -rp app/target "$tmp/a b/app/" && touch "$tmp/a b/app/target/built"
check 'checkout with a space in its path' 0 0 bash -c "cd / && '$tmp/a b/jobtrail' taxonomy info starter --json"
check 'two runs at once on one OUT' 0 0 bash -c "
  ./jobtrail run samples/resumes --taxonomy starter --out '$tmp/both' --quiet >/dev/null 2>'$tmp/b1' & one=\$!
  ./jobtrail run samples/resumes --taxonomy starter --out '$tmp/both' --quiet >/dev/null 2>'$tmp/b2' & two=\$!
  wait \$one; a=\$?; wait \$two; b=\$?; cat '$tmp/b1' '$tmp/b2'
  [ \$a\$b = 02 ] || [ \$a\$b = 20 ] || [ \$a\$b = 00 ] || exit 1
  ./jobtrail verify '$tmp/both'"
check 'interrupted' 130 2 bash -c "./jobtrail run samples/resumes --taxonomy starter --out '$tmp/int' --workers 1 --quiet & sleep 1.2; kill -INT -\$! 2>/dev/null || kill -TERM \$!; wait \$!; c=\$?; [ \$c = 143 ] && c=130; exit \$c"

echo
echo "$cases cases, $wrong wrong, $skipped skipped"
[ "$wrong" = 0 ]
