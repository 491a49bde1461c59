#!/usr/bin/env bash
# Builds everything and runs every test.
#
#   ./test.sh                        the short run
#   ./test.sh --long                 with the full counts (sets NOTIFY_LONG=1)
#   ./test.sh [--long] FILTER        only the tests whose full name contains FILTER, or a filter expression such as Name=X
#
# The last line is 'N passed, N failed', with ', N skipped' behind it where any were. Exits 0 only if tests ran and all passed.
set -euo pipefail

cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

configuration=Release
side_by_side=2
passed=0 failed=0 skipped=0
filter=() running=()
results="$(mktemp -d)"
compiler="notify-tests-$$"
servers=tests/Notify.PrivateServers/servers.sh
postgres=() # the process of the tests' PostgreSQL, and where to tell it to end

finish() {
  local status=$?
  trap - EXIT INT TERM
  stop_all
  stop_postgres
  stop_compiler
  rm -rf -- "$results"
  if ((status != 0 && failed == 0)); then
    failed=1
  fi
  if ((failed > 0)); then
    status=1
  fi
  echo "$passed passed, $failed failed$( ((skipped == 0)) || echo ", $skipped skipped")"
  exit "$status"
}

# Ends the test runs still under way, each with everything it started.
stop_all() {
  local pid
  for pid in "${running[@]}"; do
    kill -TERM -- "-$pid" 2>/dev/null || true
  done
  running=()
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() { printf '%s\n' "$*"; }
die() { printf 'test.sh: %s\n' "$*" >&2; exit 2; }

read_arguments() {
  while (($# > 0)); do
    case "$1" in
      --long) export NOTIFY_LONG=1 ;;
      -h | --help) sed -n '2,8s/^# \{0,1\}//p' test.sh; trap - EXIT; rm -rf -- "$results"; exit 0 ;;
      -*) die "there is no option $1; see ./test.sh --help" ;;
      *) filter=(--filter "$1") ;;
    esac
    shift
  done
}

need_bash() {
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)) || die "bash 5.1 or later is needed; this is $BASH_VERSION."
}

need_sdk() {
  command -v dotnet >/dev/null || die "dotnet is not installed. Install the .NET 10 SDK."
  # global.json asks for 10, so this is what fails where only others are there.
  dotnet --version >/dev/null 2>&1 || die "the .NET 10 SDK is missing; installed are: $(dotnet --list-sdks | tr '\n' ' ')"
}

# Installs Debian packages; says what to do where it may not.
install() {
  as_root=()
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || die "$* is missing and this user may not install it. Run: sudo apt-get install $*"
    as_root=(sudo -n)
  fi
  command -v apt-get >/dev/null || die "$* is missing, and there is no apt-get to install it with. Install it, then start again."
  say "Installing $*"
  if ! { "${as_root[@]}" apt-get update -qq && install_quietly "$@"; } >"$results/install.log" 2>&1 </dev/null; then
    tail -n 20 "$results/install.log" >&2
    die "$* could not be installed."
  fi
}

install_quietly() {
  if [[ "$*" == postgresql ]]; then
    install_postgres
  else
    apt_get install -y -qq "$@"
  fi
}

# The tests run a server of their own: while Debian's package is installed, it is told to make and start none.
install_postgres() {
  local settings=/etc/postgresql-common/createcluster.d status=0
  apt_get install -y -qq postgresql-common || return
  "${as_root[@]}" mkdir -p "$settings"
  "${as_root[@]}" tee "$settings/notify.conf" <<<'create_main_cluster = false'
  apt_get install -y -qq postgresql || status=$?
  "${as_root[@]}" rm -f "$settings/notify.conf"
  return "$status"
}

# sudo passes no variables on.
apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "$@"; }

# The phone page is tested in a browser; CHROMIUM_PATH names one that is not on the path.
need_chromium() {
  if [[ -n "${CHROMIUM_PATH:-}" ]]; then
    [[ -x "$CHROMIUM_PATH" ]] || die "CHROMIUM_PATH is '$CHROMIUM_PATH', which cannot be run."
  else
    command -v chromium >/dev/null || install chromium
    CHROMIUM_PATH="$(command -v chromium)"
  fi
  export CHROMIUM_PATH
}

need_time_zones() {
  [[ -e "${TZDIR:-/usr/share/zoneinfo}/Africa/Kigali" ]] || install tzdata
}

# PostgreSQL and PgBouncer are run by the tests themselves; NOTIFY_POSTGRES_BIN and NOTIFY_PGBOUNCER name others than those installed.
need_server() {
  local override="$2"
  if [[ -z "${!override:-}" ]] && ! "$servers" find "$1" >/dev/null 2>&1; then
    install "$3"
  fi
  "$servers" find "$1" >/dev/null || die "there is no $1 to test with."
}

# One server for the whole run, on a free port. It ends with this script, however that ends.
start_postgres() {
  local from to port user password
  coproc POSTGRES { exec setsid "$servers" postgres fsync=off synchronous_commit=off full_page_writes=off max_connections=400; }
  postgres=("$POSTGRES_PID") from="${POSTGRES[0]}" to="${POSTGRES[1]}"
  read -r _ _ port user password _ <&"$from" || die "PostgreSQL could not be started."
  postgres+=("$to")
  export NOTIFY_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=$user;Password=$password;Database=postgres"
}

stop_postgres() {
  ((${#postgres[@]} == 2)) || return 0
  local to="${postgres[1]}"
  exec {to}>&-
  wait "${postgres[0]}" || true
  postgres=()
}

# By a compiler server of this build's own: nobody else's is used, and none is left behind.
build() {
  say "Building"
  export MSBUILDDISABLENODEREUSE=1
  if ! dotnet build Notify.sln --configuration "$configuration" --nologo --verbosity quiet -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" >"$results/build.log" 2>&1; then
    cat "$results/build.log"
    exit 1
  fi
  stop_compiler
}

stop_compiler() {
  local process
  for process in /proc/[0-9]*; do
    if grep -qs -- "-pipename:$compiler" "$process/cmdline"; then
      kill "${process#/proc/}" 2>/dev/null || true
    fi
  done
}

# The long ones first, so that none is left alone at the end.
projects() {
  local name
  for name in EndToEnd Storage.Postgres Packaging Storage.Sqlite; do
    [[ -d "tests/Notify.$name.Tests" ]] && say "Notify.$name.Tests"
  done
  for name in tests/*.Tests; do
    case "$name" in *EndToEnd* | *Packaging* | *Storage*) ;; *) basename "$name" ;; esac
  done
}

start() {
  set -m # a process group of its own, so that it can be ended as a whole
  dotnet test "tests/$1/$1.csproj" --configuration "$configuration" --no-build --nologo --results-directory "$results" \
    --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal" "${filter[@]}" >"$results/$1.log" 2>&1 </dev/null &
  set +m
  running+=($!)
  names[$!]="$1"
}

# Waits for one run to end and adds up what it says.
collect() {
  local pid status=0
  wait -n -p pid "${running[@]}" || status=$?
  local kept=() other
  for other in "${running[@]}"; do
    [[ "$other" == "$pid" ]] || kept+=("$other")
  done
  running=("${kept[@]}")
  count "${names[$pid]}" "$status"
}

number() { sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1"; }

count() {
  local name="$1" status="$2" report="$results/$1.trx" total=0 ran=0 good=0
  if [[ -s "$report" ]]; then
    total="$(number "$report" total)" ran="$(number "$report" executed)" good="$(number "$report" passed)"
  fi
  local bad=$((ran - good))
  if ((status != 0 && bad == 0)); then
    # It ended badly without naming a test: the runner itself died.
    bad=1
    say "  $name ended with exit code $status" >>"$results/failures"
  fi
  ((passed += good, failed += bad, skipped += total - ran)) || true
  say "$(printf '%-32s %5d passed %3d failed' "$name" "$good" "$bad")"
  if ((bad > 0)); then
    cat "$results/$name.log"
    if [[ -s "$report" ]]; then
      grep -o '<UnitTestResult [^>]*outcome="Failed"[^>]*>' "$report" | sed -n 's/.* testName="\([^"]*\)".*/  \1/p' \
        | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' >>"$results/failures" || true
    fi
  fi
}

run_all() {
  local name
  # No test runs for long enough to gain by what the runtime learns for it.
  export DOTNET_TieredPGO=0
  declare -gA names=()
  say "Testing"
  for name in $(projects); do
    ((${#running[@]} < side_by_side)) || collect
    start "$name"
  done
  while ((${#running[@]} > 0)); do
    collect
  done
  if [[ -s "$results/failures" ]]; then
    say "Failed:"
    cat "$results/failures"
  fi
  ((passed + failed > 0)) || die "no test ran."
}

read_arguments "$@"
need_bash
need_sdk
need_chromium
need_time_zones
need_server postgres NOTIFY_POSTGRES_BIN postgresql
need_server pgbouncer NOTIFY_PGBOUNCER pgbouncer
build
start_postgres
run_all
