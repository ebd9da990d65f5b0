#!/usr/bin/env bash
# The page of 10,000 items of evidence, asked of a running server: one page of the list, and the list cut to one control.
#
#   evidence.sh BINARY FOLDER            builds the installation in FOLDER once, then measures
#
# Needs wrk, curl and python3. ITEMS (10000), RUNS (3), SECONDS_EACH (6), PORT (7491) may be set.
set -euo pipefail
binary=$(realpath "$1") folder=$2
items=${ITEMS:-10000} runs=${RUNS:-3} each=${SECONDS_EACH:-6} port=${PORT:-7491}
base=http://127.0.0.1:$port
password='violet harbour kettle 73'
mkdir -p "$folder"; cd "$folder"
export TICKMARK_DATA=$PWD/data TICKMARK_ORG=big

if [ ! -e built ]; then
  "$binary" init Big --org big --categories security >/dev/null
  for n in $(seq -w 1 60); do
    "$binary" control add "AC-$n" --name "Control $n" --status in_place --activity "Owners confirm access" >/dev/null
  done
  # A token is good for a number of calls a minute: several share the work.
  for n in $(seq 1 8); do
    "$binary" token issue "loading $n" --action append_evidence,read_evidence --json |
      python3 -c 'import json,sys; print(json.load(sys.stdin)["secret"])' > "token.$n"
  done
fi

"$binary" serve --port "$port" > out 2> err & server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
until grep -q http://localhost out; do sleep 0.01; done

if [ ! -e built ]; then
  python3 - "$port" "$items" <<'PY'
import http.client, json, os, sys, threading, time
port, items = int(sys.argv[1]), int(sys.argv[2])
tokens = [open(f"token.{n}").read().strip() for n in range(1, 9)]
began = time.time()
threading.excepthook = lambda told: (sys.__excepthook__(*told[:3]), os._exit(1))
def load(at):
    line, token = http.client.HTTPConnection("127.0.0.1", port), tokens[at]
    def call(method, path, body, kind="application/json", **heads):
        while True:
            try:
                line.request(method, "/api/v1/o/big" + path, body,
                             {"Authorization": f"Bearer {token}", "Content-Type": kind, **heads})
                answer = line.getresponse(); text = answer.read()
            except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
                line.close(); continue  # Who calls too often is hung up on.
            if answer.status == 429:
                time.sleep(float(answer.headers.get("Retry-After", "1"))); continue
            if answer.status >= 300:
                print(f"{method} {path} {answer.status}: {text[:400]!r}", flush=True); os._exit(1)
            return json.loads(text)
    for n in range(at, items, len(tokens)):
        month = f"2025-{1 + n % 12:02}"
        rows = f"person,access\nperson {n},read\n".encode()
        upload = call("POST", "/evidence-uploads", json.dumps({"name": f"review-{n}.csv", "size": len(rows)}))["upload"]
        call("PATCH", f"/evidence-uploads/{upload}", rows, "application/octet-stream", **{"Upload-Offset": "0"})
        call("POST", f"/evidence-uploads/{upload}/finish", "{}")
        said = {"title": f"Access review {n}", "kind": "access_review", "captured": f"{month}-28",
                "period": {"from": f"{month}-01", "until": f"{month}-28"},
                "source": {"system": "Directory", "environment": "production"}}
        call("POST", "/evidence", json.dumps(
            {"said": said, "controls": {f"AC-{1 + n % 60:02}": f"{month}-28"}, "uploads": [upload]}))
threads = [threading.Thread(target=load, args=(at,)) for at in range(len(tokens))]
[one.start() for one in threads]; [one.join() for one in threads]
print(f"{items} items added in {time.time() - began:.1f} s")
PY
  touch built
fi

if link=$(grep -o '/begin#[^ ]*' out); then
  curl -sS -o page -c cookies -b cookies -H 'Sec-Fetch-Site: same-origin' "$base/begin" \
    --data-urlencode "secret=${link#*#}" --data-urlencode name=Owner --data-urlencode email=owner@big.example \
    --data-urlencode "password=$password"
else
  curl -sS -o page -c cookies -b cookies -H 'Sec-Fetch-Site: same-origin' "$base/sign-in" \
    --data-urlencode email=owner@big.example --data-urlencode "password=$password"
fi
cookie=$(awk '/tickmark-session/ {print "tickmark-session=" $7}' cookies)
cat > fresh.lua <<'LUA'
local n = 0
local seed
function init(args) math.randomseed(os.time()); seed = math.random(1, 1e9) end
function request()
  n = n + 1
  return wrk.format(nil, wrk.path .. (wrk.path:find("?", 1, true) and "&" or "?") .. "v=" .. seed .. "-" .. n)
end
LUA
for path in /evidence '/evidence?from=5000' '/evidence?search=review&from=9000' /evidence/EV-5000; do
  code=$(curl -s -o page -w '%{http_code} %{size_download}' -b cookies "$base/o/big$path")
  for run in $(seq "$runs"); do
    printf '%-26s %-12s %s\n' "$path" "$code" "$(wrk -t1 -c1 -d"${each}s" --latency -s fresh.lua -H "Cookie: $cookie" \
      "$base/o/big$path" | awk '/50%|99%/ {printf "%s %s  ", $1, $2} /Requests\/sec/ {printf "%s/s", $2}')"
  done
done
awk '/VmRSS|VmHWM/ {printf "%s %.1f MiB  ", $1, $2/1024}' "/proc/$server/status"; echo
