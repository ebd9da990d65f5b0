#!/usr/bin/env bash
# Pages and API calls of an installation with 50 organisations and 1,000 people, asked by its owner.
#
#   measure_people.sh BINARY FOLDER            builds the installation in FOLDER once, then measures
#
# Needs wrk, curl and python3. Absolute figures depend on the machine: run it twice, and on a quiet one.
# RUNS (3), SECONDS_EACH (10), PORT (7490), CONFIRMED (how many accept their invitation; 1000) may be set.
set -euo pipefail
binary=$(realpath "$1") folder=$2
runs=${RUNS:-3} each=${SECONDS_EACH:-10} port=${PORT:-7490} confirmed=${CONFIRMED:-1000}
base=http://127.0.0.1:$port
export password='violet harbour kettle 73'
mkdir -p "$folder"; cd "$folder"
tick() { "$binary" "$@"; }
member() { python3 -c 'import json,sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

build() {
  tick init Big --org big --categories security,availability >/dev/null
  for n in $(seq -w 1 49); do tick init "Client $n" --org "client-$n" >/dev/null; done
  export TICKMARK_ORG=big
  for n in $(seq -w 1 60); do
    tick control add "AC-$n" --name "Control $n" --status in_place --activity "Owners confirm access each quarter" >/dev/null
  done
  roles=(contributor control_owner management programme_manager internal_auditor contributor,control_owner)
  : > links
  for n in $(seq -w 1 1000); do
    role=${roles[$((10#$n % ${#roles[@]}))]}
    tick person invite "Person $n" "person$n@big.example" --role "$role" --json | member link >> links
  done
  for n in $(seq -w 1 20); do
    tick grant give "Guest $n" "guest$n@firm.example" --kind external-auditor --engagement "Type II, part $n" \
      --reason examination >/dev/null
  done
  for n in 1 2 3; do
    tick token issue "measuring $n" --action read_programme,read_control,read_people --json | member secret > "token.$n"
  done
  for n in $(seq 1 20); do
    tick deputy name "person$(printf %04d $((6 * n + 2)))@big.example" \
      "person$(printf %04d $((6 * n + 8)))@big.example" --until "$(date -d '+60 days' +%F)" --reason holiday >/dev/null
    tick control assign "AC-$(printf %02d "$n")" "person$(printf %04d $((6 * n + 1)))@big.example" >/dev/null
  done
  touch built
}

serve() {
  "$binary" serve --port "$port" > out 2> err & server=$!
  until grep -q http://localhost out; do sleep 0.01; done
}

ask() { curl -sS -o "$1" -c cookies -b cookies -H 'Sec-Fetch-Site: same-origin' -w '%{http_code}\n' "${@:2}"; }

enter() { # the first time by the link that was printed, later by address and password
  if link=$(grep -o '/begin#[^ ]*' out); then
    ask page "$base/begin" --data-urlencode "secret=${link#*#}" --data-urlencode name=Owner \
      --data-urlencode email=owner@big.example --data-urlencode "password=$password" >/dev/null
  else
    ask page "$base/sign-in" --data-urlencode email=owner@big.example --data-urlencode "password=$password" >/dev/null
  fi
  cookie=$(awk '/tickmark-session/ {print "tickmark-session=" $7}' cookies)
  [ -n "$cookie" ]
}

accept() { # invitations, as their people would in the browser
  head -n "$confirmed" links | nl -w4 -nrz | xargs -P4 -I{} bash -c '
    set -- {}; curl -sS -o /dev/null -w "%{http_code}\n" -H "Sec-Fetch-Site: same-origin" "$0/invitation/new" \
      --data-urlencode "secret=${2#*#}" --data-urlencode "name=Person $1" --data-urlencode "password=$password"' "$base" \
    2>/dev/null | sort | uniq -c || true
}

rss() { awk '/VmRSS|VmHWM/ {printf "%s %.1f MiB  ", $1, $2/1024}' "/proc/$server/status"; echo; }

# Asks with a query that differs each time, so that no kept page serves.
cat > fresh.lua <<'LUA'
local n = 0
local seed
function init(args) math.randomseed(os.time()); seed = math.random(1, 1e9) end
function request() n = n + 1; return wrk.format(nil, wrk.path .. "?v=" .. seed .. "-" .. n) end
LUA

# One token is good for 3,000 calls at once: each thread stops by itself before that.
cat > few.lua <<'LUA'
local n = 0
function response() n = n + 1; if n >= 300 then wrk.thread:stop() end end
LUA

api() { # name, path: six hundred calls with each of three tokens
  for run in $(seq "$runs"); do
    wrk -t2 -c8 -d2s --latency -s few.lua -H "Authorization: Bearer $(cat "token.$run")" "$base$2" > "wrk.$run"
  done
  figures "$1" "$(curl -s -o page -w '%{http_code} %{size_download}' -H "Authorization: Bearer $(cat token.1)" "$base$2")"
}

one() { # name, header, path, script or nothing
  local name=$1 header=$2 path=$3 script=${4:-}
  code=$(curl -s -o page -w '%{http_code} %{size_download}' -H "$header" "$base$path")
  for run in $(seq "$runs"); do
    wrk -t2 -c8 -d"${each}s" --latency ${script:+-s "$script"} -H "$header" "$base$path" > "wrk.$run"
  done
  figures "$name" "$code"
}

figures() { # name, status and size: the median of the runs
  python3 - "$1" "$2" "$runs" <<'PY'
import re, statistics, sys
name, code, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
ms = lambda t: float(re.sub("[a-z]", "", t)) * {"us": .001, "ms": 1, "s": 1000}[re.sub("[0-9.]", "", t)]
text = [open(f"wrk.{n}").read() for n in range(1, runs + 1)]
# A run that stops by itself has waited: what eight connections would do at its mean latency.
rate = [float(re.search(r"Requests/sec:\s+(\S+)", t)[1]) for t in text] if not name.startswith("API") else [
    8000 / ms(re.search(r"Latency\s+(\S+)", t)[1]) for t in text]
q = lambda p: statistics.median(ms(re.search(rf"^\s+{p}%\s+(\S+)", t, re.M)[1]) for t in text)
bad = sum(int(m) for t in text for m in re.findall(r"Non-2xx or 3xx responses: (\d+)", t))
print(f"{name:34} {code:12} {statistics.median(rate):9.0f}/s  p50 {q(50):7.2f} ms  p99 {q(99):7.2f} ms  "
      f"least {min(rate):.0f} most {max(rate):.0f}  other answers {bad}", flush=True)
PY
}

export TICKMARK_DATA=$PWD/data
[ -e built ] || build
[ -e joined ] || { serve; enter; accept; kill "$server"; wait "$server" || true; touch joined; }
trap 'kill "$server" 2>/dev/null || true' EXIT
for n in 1 2 3; do
  at=$(date +%s%N); serve; echo "start until it listens: $(( ($(date +%s%N) - at) / 1000000 )) ms"
  [ "$n" = 3 ] || { kill "$server"; wait "$server" || true; }
done
rss; enter
at=$(date +%s%N); curl -s -o page -H "Cookie: $cookie" "$base/organisations"
echo "first portfolio after the start: $(( ($(date +%s%N) - at) / 1000000 )) ms"
for path in / /people /controls /history /roles; do
  one "/o/big$path, drawn afresh" "Cookie: $cookie" "/o/big$path" fresh.lua
done
for path in /organisations /profile; do one "$path, another query each time" "Cookie: $cookie" "$path" fresh.lua; done
for path in / /people; do one "/o/big$path, kept" "Cookie: $cookie" "/o/big$path"; done
for path in /controls '/people?limit=50' /people; do api "API .../big$path" "/api/v1/o/big$path"; done
rss
