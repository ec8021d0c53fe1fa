#!/bin/bash
# Streams the memory to the evidence bucket with a prebuilt tool, and hashes it on the way. Nothing is compiled here: that would alter the host.
set -u
set -o pipefail
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin:/usr/local/bin:/opt/irsdk"
umask 077
fail() { echo "$1" >&2; exit "$2"; }
command -v aws >/dev/null 2>&1 || fail "there is no aws command to send the memory with" 69
work=$(mktemp -d -p /dev/shm irsdk.XXXXXX 2>/dev/null || mktemp -d) || fail "no room to work in" 73
trap 'rm -rf "$work"' EXIT

module="/opt/irsdk/lime-$(uname -r).ko"
[ -f "$module" ] || module="/lib/modules/$(uname -r)/extra/lime.ko"
tool=$(command -v avml) || tool=
if [ -z "$tool" ] && [ ! -f "$module" ] && [ -n "${IRSDK_TOOL:-}" ]; then
  aws s3 cp --only-show-errors --region "$IRSDK_REGION" "$IRSDK_TOOL" "$work/avml" || fail "the capture tool $IRSDK_TOOL could not be fetched" 69
  chmod 700 "$work/avml" && tool="$work/avml"
fi
[ -n "$tool" ] || [ -f "$module" ] || fail "neither avml nor a LiME module for kernel $(uname -r) is on the host, and no tool is configured" 69

mkfifo "$work/image" "$work/copy"
sha256sum < "$work/copy" > "$work/sum" &
hashing=$!
if [ -n "$tool" ]; then
  timeout "$IRSDK_SECONDS" "$tool" "$work/image" >&2 &
else
  timeout "$IRSDK_SECONDS" insmod "$module" "path=$work/image" format=lime >&2 &
fi
capturing=$!
timeout "$IRSDK_SECONDS" sh -c 'tee "$1" < "$2"' - "$work/copy" "$work/image" |
  timeout "$IRSDK_SECONDS" aws s3 cp --only-show-errors --region "$IRSDK_REGION" --expected-size "$(awk '/MemTotal/ { print $2 * 1024 }' /proc/meminfo)" - "$IRSDK_DESTINATION"
sent=$?
wait "$capturing"
captured=$?
wait "$hashing"
[ -n "$tool" ] || rmmod lime
[ "$captured" -eq 0 ] || fail "the capture tool ended with $captured (124: its time was up)" 70
[ "$sent" -eq 0 ] || fail "the memory could not be sent to $IRSDK_DESTINATION; give the host's role s3:PutObject there" 74
read -r sum _ < "$work/sum"
printf 'sha256=%s\n' "$sum" >&2
