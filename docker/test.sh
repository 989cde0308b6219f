#!/usr/bin/env bash
# Build the image of the class server, run it as a class would, and look: healthy, not root, nothing to write, the page there.
#
#     docker/test.sh [PORT]
#
# Ends with 0 when all holds, 1 when something does not, 3 when there is no Docker engine to try it on.
set -euo pipefail
cd "$(dirname "$0")/.."

port="${1:-8509}"
image=hipmech-test
container=

say() { printf '%s\n' "$*" >&2; }
fail() { say "FAILED: $*"; [ -z "$container" ] || docker logs "$container" >&2; exit 1; }
clean() { [ -z "$container" ] || docker rm --force "$container" >/dev/null; }
trap clean EXIT

if ! command -v docker >/dev/null || ! docker info >/dev/null 2>&1; then
    say "NO DOCKER ENGINE HERE, SO THE IMAGE WAS NOT TRIED."
    exit 3
fi

docker build --tag "$image" .
container="$(docker run --detach --publish "127.0.0.1:$port:8501" --read-only --tmpfs /tmp --cap-drop ALL "$image")"

health=starting
for _ in $(seq 90); do
    health="$(docker inspect --format '{{.State.Health.Status}}' "$container")"
    [ "$health" = starting ] || break
    sleep 1
done
[ "$health" = healthy ] || fail "the container is $health"

[ "$(docker exec "$container" id -u)" != 0 ] || fail "it runs as root"
docker exec "$container" sh -c 'touch /opt/hipmech/written 2>/dev/null' && fail "its own files can be written"
docker exec "$container" sh -c 'command -v pytest || command -v gcc || command -v git' && fail "it holds development tools"
docker exec "$container" hipmech solve >/dev/null || fail "hipmech solve does not run"
python3 - "$port" <<'PYTHON' || fail "the page is not served"
import http.client
import sys

page = http.client.HTTPConnection("localhost", int(sys.argv[1]), timeout=10)
page.request("GET", "/")
answer = page.getresponse()
sys.exit(answer.status != 200 or b"<html" not in answer.read())
PYTHON

begun="$(date +%s)"
docker stop --time 20 "$container" >/dev/null
[ "$(($(date +%s) - begun))" -lt 20 ] || fail "it had to be killed"
say "The image is healthy, not root, read-only, serves the page and stops when asked."
