#!/usr/bin/env bash
# Builds the sample worker and runs it. All arguments are passed on: ./run.sh --help
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
project="$here/samples/Notify.Sample.Worker"

if ! command -v dotnet >/dev/null; then
  echo "run.sh: dotnet is not installed. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 2
fi
# global.json asks for SDK 10, so this is what fails where only an older one is there.
if ! (cd "$here" && dotnet --version >/dev/null 2>&1); then
  echo "run.sh: the .NET 10 SDK is missing. Installed are:" >&2
  dotnet --list-sdks >&2 || true
  echo "Install it from https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 2
fi

# Quiet hours are reckoned in people's own time zones.
if [[ ! -e "${TZDIR:-/usr/share/zoneinfo}/Africa/Kigali" ]]; then
  as_root=()
  ((EUID == 0)) || as_root=(sudo -n)
  echo "run.sh: installing tzdata" >&2
  if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq tzdata; } </dev/null >/dev/null 2>&1; then
    echo "run.sh: the time zone database is missing and could not be installed. Run: sudo apt-get install tzdata" >&2
    exit 2
  fi
fi

if [ -t 2 ] && [ ! -d "$project/bin/Release" ]; then
  echo "run.sh: building; the first time takes a minute or two." >&2
fi
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if ! (cd "$here" && dotnet build "$project" --configuration Release --nologo --verbosity quiet) >"$log" 2>&1; then
  cat "$log" >&2
  exit 2
fi
rm -f "$log"
trap - EXIT

exec dotnet "$project/bin/Release/net10.0/Notify.Sample.Worker.dll" "$@"
