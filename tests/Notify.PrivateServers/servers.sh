#!/usr/bin/env bash
# A database server of one's own: on a free port of this machine, in a new folder, gone without a trace when whoever started it is gone.
#
#   servers.sh find postgres|pgbouncer     prints where it is installed
#   servers.sh postgres [NAME=VALUE ...]   runs PostgreSQL 13 or later with these settings
#   servers.sh pgbouncer [NAME=VALUE ...]  runs PgBouncer before the server NOTIFY_SERVER names ('PORT USER PASSWORD')
#
# It prints 'ready FOLDER PORT USER PASSWORD VERSION' and then takes commands, one a line: 'start', 'stop fast', 'stop immediate', each
# answered by 'ok' or 'failed'. When its input ends, it stops the server and removes the folder; so it ends however its parent ends.
# As root it runs the server as another user. NOTIFY_POSTGRES_BIN names the folder of another PostgreSQL, NOTIFY_PGBOUNCER another PgBouncer.
set -euo pipefail

fail() { printf '%s\n' "$*" >&2; exit 1; }

# --- what is installed ---

version_of() { "$1" --version 2>/dev/null | sed -n '1s/^[^0-9]*\([0-9][0-9.]*\).*/\1/p'; }

find_postgres() {
  local found=() folder version best="" best_version=0
  if [[ -n "${NOTIFY_POSTGRES_BIN:-}" ]]; then
    found=("$NOTIFY_POSTGRES_BIN")
    [[ -x "$NOTIFY_POSTGRES_BIN/pg_ctl" ]] || fail "NOTIFY_POSTGRES_BIN is '$NOTIFY_POSTGRES_BIN', where there is no pg_ctl."
  else
    found=(/usr/lib/postgresql/*/bin)
    found+=("$(dirname -- "$(readlink -f -- "$(command -v pg_ctl || true)")")")
  fi
  for folder in "${found[@]}"; do
    [[ -x "$folder/pg_ctl" && -x "$folder/initdb" && -x "$folder/postgres" ]] || continue
    version="$(version_of "$folder/postgres")"
    if ((${version%%.*} >= 13 && ${version%%.*} > best_version)); then
      best="$folder" best_version="${version%%.*}"
    fi
  done
  [[ -n "$best" ]] || fail "PostgreSQL 13 or later is not installed. Install the Debian package 'postgresql', or name its folder of programs in NOTIFY_POSTGRES_BIN."
  printf '%s\n' "$best"
}

find_pgbouncer() {
  if [[ -n "${NOTIFY_PGBOUNCER:-}" ]]; then
    [[ -x "$NOTIFY_PGBOUNCER" ]] || fail "NOTIFY_PGBOUNCER is '$NOTIFY_PGBOUNCER', which cannot be run."
    printf '%s\n' "$NOTIFY_PGBOUNCER"
  else
    PATH="$PATH:/usr/sbin" command -v pgbouncer || fail "PgBouncer is not installed. Install the Debian package 'pgbouncer', or name the program in NOTIFY_PGBOUNCER."
  fi
}

# --- what both need ---

# Neither server runs as root.
choose_user() {
  as_user=()
  ((EUID == 0)) || return 0
  local user=nobody
  ! getent passwd postgres >/dev/null || user=postgres
  as_user=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups --)
}

make_folder() {
  cd /
  folder="$("${as_user[@]}" mktemp -d "${TMPDIR:-/tmp}/notify-$1-XXXXXXXX")"
  password="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
}

write() { "${as_user[@]}" tee -a "$folder/$1" >/dev/null; }

# Below the ports given to connections that go out: nobody is given this one while the server is down.
pick_port() {
  local lowest=32768
  read -r lowest _ </proc/sys/net/ipv4/ip_local_port_range 2>/dev/null || true
  ((lowest > 20000)) || lowest=32768
  local try
  for try in {1..50}; do
    port=$((12000 + SRANDOM % (lowest - 12000)))
    answers || return 0
  done
  fail "No free port was found."
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

# Somebody else may take the port between the choice and the start.
start_first() {
  local try
  for try in {1..5}; do
    pick_port
    "start_$1" && return 0
  done
  tail -n 20 -- "$folder/log" >&2 || true
  return 1
}

# --- PostgreSQL ---

run_postgres() {
  bin="$(find_postgres)"
  choose_user
  make_folder postgres
  trap 'end postgres' EXIT
  printf '%s\n' "$password" | write password
  LC_ALL=C "${as_user[@]}" "$bin/initdb" -D "$folder/data" -U admin --auth=scram-sha-256 --pwfile="$folder/password" \
    --encoding=UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || { cat -- "$folder/initdb.log" >&2; exit 1; }
  {
    printf "listen_addresses = '127.0.0.1'\nunix_socket_directories = '%s'\n" "$folder"
    local setting
    for setting in "$@"; do
      printf "%s = '%s'\n" "${setting%%=*}" "${setting#*=}"
    done
  } | write data/postgresql.conf
  start_first postgres
  serve postgres "$(version_of "$bin/postgres")"
}

start_postgres() { pg_ctl start -l "$folder/log" -o "-p $port"; }

stop_postgres() { pg_ctl stop -m "$1"; }

pg_ctl() { LC_ALL=C "${as_user[@]}" "$bin/pg_ctl" -D "$folder/data" -s -w -t 60 "$@" </dev/null >>"$folder/ctl.log" 2>&1; }

# --- PgBouncer ---

run_pgbouncer() {
  local server_port user server_password setting
  bin="$(find_pgbouncer)"
  choose_user
  read -r server_port user server_password <<<"${NOTIFY_SERVER:?}"
  make_folder pgbouncer
  trap 'end pgbouncer' EXIT
  password="$server_password"
  printf '"%s" "%s"\n' "$user" "$password" | write users
  {
    printf '[databases]\n* = host=127.0.0.1 port=%s\n[pgbouncer]\nlisten_addr = 127.0.0.1\nunix_socket_dir =\n' "$server_port"
    printf 'auth_type = scram-sha-256\nauth_file = %s/users\nadmin_users = %s\npool_mode = transaction\n' "$folder" "$user"
    for setting in "$@"; do
      printf '%s = %s\n' "${setting%%=*}" "${setting#*=}"
    done
    printf '%%include %s/port\n' "$folder"
  } | write pgbouncer.ini
  start_first pgbouncer
  serve pgbouncer "$(version_of "$bin")" "$user"
}

start_pgbouncer() {
  printf 'listen_port = %s\n' "$port" | "${as_user[@]}" tee "$folder/port" >/dev/null
  "${as_user[@]}" "$bin" "$folder/pgbouncer.ini" </dev/null >>"$folder/log" 2>&1 &
  bouncer=$!
  local try
  for try in {1..200}; do
    kill -0 "$bouncer" 2>/dev/null || return 1
    ! answers || return 0
    sleep 0.05
  done
  return 1
}

# TERM drops its connections at once.
stop_pgbouncer() {
  [[ -n "${bouncer:-}" ]] || return 0
  kill -TERM "$bouncer" 2>/dev/null || true
  wait "$bouncer" || true
}

# --- until the input ends ---

serve() {
  printf 'ready %s %s %s %s %s\n' "$folder" "$port" "${3:-admin}" "$password" "$2"
  local command argument
  while read -r command argument; do
    case "$command" in
      start | stop) if "${command}_$1" "$argument"; then echo ok; else echo failed; fi ;;
      *) echo failed ;;
    esac
  done
}

end() {
  "stop_$1" immediate || true
  rm -rf -- "$folder"
}

# Not even an interrupt at the keyboard, or an answer nobody reads, comes before the clearing away.
trap '' HUP INT TERM PIPE

case "${1:-}" in
  find) "find_${2:?}" ;;
  postgres | pgbouncer) "run_$1" "${@:2}" ;;
  *) sed -n '2,11s/^# \{0,1\}//p' "$0" ;;
esac
