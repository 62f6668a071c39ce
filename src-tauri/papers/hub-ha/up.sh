#!/usr/bin/env bash
# Brings up the hub's three servers: PostgreSQL under Patroni, with etcd beside each. Explained in ../hub-ha.md.
#
#   up.sh secrets FOLDER ADDRESS ADDRESS ADDRESS   once, anywhere: certificates and passwords of this cluster
#   up.sh machine NUMBER FOLDER                    on each of the three machines, as root; 1, 2, 3
#   up.sh --here FOLDER FIRST_PORT                 all on loopback, for a test; again: starts what isn't running
#   up.sh --down FOLDER                            ends what --here started
set -euo pipefail
umask 077

templates=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
    echo "up.sh: $*" >&2
    exit 1
}

# --- certificates and passwords ---

secrets() {
    local folder=$1 names name
    shift
    for name in "$@"; do
        [[ $name =~ ^[0-9]+(\.[0-9]+){3}$ ]] || fail "$name is no IPv4 address"
    done
    [ ! -e "$folder/addresses" ] || fail "$folder has secrets already"
    mkdir -p "$folder"
    names=$(printf 'IP:%s,' "$@")
    {
        openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=hotline hub's own authority" \
            -keyout "$folder/ca.key" -out "$folder/ca.crt"
        openssl req -newkey rsa:2048 -nodes -subj "/CN=hotline hub" \
            -keyout "$folder/node.key" -out "$folder/node.csr"
        openssl x509 -req -in "$folder/node.csr" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" -CAcreateserial \
            -days 3650 -out "$folder/node.crt" \
            -extfile <(echo "subjectAltName=${names%,}"; echo "extendedKeyUsage=serverAuth,clientAuth")
        # A join code carries one certificate: all three servers show workstations the same.
        openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=hub" \
            -keyout "$folder/hub.key" -out "$folder/hub.crt"
    } 2>"$folder/openssl.log"
    # Nobody signs another one.
    rm "$folder/ca.key" "$folder/node.csr" "$folder/openssl.log"
    for name in superuser replication owner; do
        openssl rand -hex 24 >"$folder/$name.password"
    done
    printf '%s\n' "$@" >"$folder/addresses"
}

# --- settings, out of the templates ---

# Values: set by whoever calls. Addresses, ports and hex hold nothing that sed would take for its own.
render() {
    sed -e "s|@N@|$n|g" -e "s|@ADDRESS@|$address|g" -e "s|@ETC@|$etc|g" -e "s|@DATA@|$data|g" \
        -e "s|@ETCD_DATA@|$etcd_data|g" -e "s|@RUN@|$run|g" -e "s|@BIN@|$bin|g" -e "s|@LOCAL@|$local_by|g" \
        -e "s|@PG@|$pg|g" -e "s|@REST@|$rest|g" -e "s|@CLIENT@|$client|g" -e "s|@PEER@|$peer|g" \
        -e "s|@CLIENTS@|$clients|g" -e "s|@PEERS@|$peers|g" \
        -e "s|@SUPERUSER@|$(cat "$secrets/superuser.password")|g" \
        -e "s|@REPLICATION@|$(cat "$secrets/replication.password")|g" \
        -e "/@BETWEEN@/{r $between" -e "d}" "$templates/$1"
}

# What the servers may do with each other.
write_between() {
    local one
    between=$(mktemp)
    sort -u "$secrets/addresses" | while read -r one; do
        echo "    - hostssl replication replicator $one/32 scram-sha-256"
        echo "    - hostssl all postgres $one/32 scram-sha-256"
    done >"$between"
}

# The database, and who founds the hub in it.
owner_sql() {
    echo "CREATE ROLE hotline_owner LOGIN CREATEROLE PASSWORD '$(cat "$secrets/owner.password")';"
    echo "CREATE DATABASE hotline OWNER hotline_owner;"
    echo "REVOKE ALL ON DATABASE hotline FROM PUBLIC;"
    # For the doctor, who looks for ways in that ask for no password.
    echo '\connect hotline'
    echo "GRANT SELECT ON pg_hba_file_rules TO hotline_owner;"
    echo "GRANT EXECUTE ON FUNCTION pg_hba_file_rules() TO hotline_owner;"
}

newest_bin() {
    bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)
    [ -n "$bin" ] || fail "no PostgreSQL here"
}

# --- a machine of its own ---

machine() {
    n=$1
    secrets=$2
    [ "$(id -u)" = 0 ] || fail "as root"
    [ -r "$secrets/addresses" ] || fail "first: up.sh secrets $secrets ADDRESS ADDRESS ADDRESS"
    address=$(sed -n "${n}p" "$secrets/addresses")
    [ -n "$address" ] || fail "there is no machine $n"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install --yes --no-install-recommends postgresql patroni etcd-server etcd-client
    newest_bin
    etc=/etc/hotline-hub run=/var/run/postgresql etcd_data=/var/lib/etcd/hotline local_by=peer
    data=/var/lib/postgresql/hotline
    pg=5433 rest=8008 client=2379 peer=2380 i=0 clients='' peers=''
    local one
    while read -r one; do
        i=$((i + 1))
        clients+="'$one:$client', "
        peers+="hub$i=https://$one:$peer,"
    done <"$secrets/addresses"
    clients=${clients%, } peers=${peers%,}
    write_between
    install -d -m 755 "$etc"
    install -m 644 "$secrets/ca.crt" "$secrets/node.crt" "$secrets/hub.crt" "$etc"
    install -m 600 -o postgres -g postgres "$secrets/node.key" "$secrets/hub.key" "$etc"
    install -m 600 -o etcd -g etcd "$secrets/node.key" "$etc/etcd.key"
    owner_sql | install -m 600 -o postgres -g postgres /dev/stdin "$etc/owner.sql"
    render etcd.env | install -m 644 /dev/stdin /etc/default/etcd
    render patroni.yml | install -m 640 -g postgres /dev/stdin /etc/patroni/config.yml
    rm "$between"
    systemctl enable etcd patroni
    # etcd answers once two of the three run: it isn't waited for here.
    systemctl restart --no-block etcd
    systemctl restart patroni
    echo "Machine $n is set. When all three are: patronictl -c /etc/patroni/config.yml list"
}

# --- all on loopback ---

# Whether a process is one that --here started in this folder, and not another that got its number. A server forgets
# its environment, but not its folder.
ours() {
    [ -n "$1" ] && { grep -qazxF "HOME=$folder" "/proc/$1/environ" || grep -qaF "$folder/data" "/proc/$1/cmdline"; } 2>/dev/null
}

started() {
    ours "$(cat "$folder/$1.pid" 2>/dev/null || true)"
}

# PostgreSQL refuses to run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
    fi
    exec "$@"
}

start() {
    local name=$1
    shift
    started "$name" && return
    (cd / && as_server env HOME="$folder" "$@") </dev/null >>"$folder/$name.log" 2>&1 &
    echo $! >"$folder/$name.pid"
}

here() {
    folder=$1 secrets=$1/secrets
    local first=$2 i
    newest_bin
    mkdir -p "$folder"
    folder=$(cd "$folder" && pwd) secrets=$folder/secrets etc=$folder/secrets
    [ -e "$secrets/addresses" ] || secrets "$secrets" 127.0.0.1 127.0.0.1 127.0.0.1
    [ -e "$etc/etcd.key" ] || cp "$etc/node.key" "$etc/etcd.key"
    owner_sql >"$etc/owner.sql"
    address=127.0.0.1 local_by=scram-sha-256 clients='' peers=''
    for i in 1 2 3; do
        clients+="'127.0.0.1:$((first + 5 + i))', "
        peers+="hub$i=https://127.0.0.1:$((first + 8 + i)),"
    done
    clients=${clients%, } peers=${peers%,}
    write_between
    for n in 1 2 3; do
        data=$folder/data$n etcd_data=$folder/etcd$n run=$folder/run$n
        pg=$((first + n - 1)) rest=$((first + n + 2)) client=$((first + n + 5)) peer=$((first + n + 8))
        mkdir -p "$run"
        render etcd.env >"$folder/etcd$n.env"
        render patroni.yml >"$folder/patroni$n.yml"
    done
    rm "$between"
    if [ "$(id -u)" = 0 ]; then
        chown -R postgres:postgres "$folder"
    fi
    for n in 1 2 3; do
        mapfile -t settings < <(grep '^ETCD_' "$folder/etcd$n.env")
        start "etcd$n" "${settings[@]}" etcd
    done
    for n in 1 2 3; do
        start "patroni$n" patroni "$folder/patroni$n.yml"
    done
}

down() {
    folder=$(cd "$1" && pwd)
    local file pid
    # Frozen ones are thawed first; Patroni takes its server with it, and one without Patroni is ended by itself.
    for file in "$folder"/patroni?.pid "$folder"/data?/postmaster.pid "$folder"/etcd?.pid; do
        [ -r "$file" ] || continue
        pid=$(head -n 1 "$file")
        ours "$pid" || continue
        kill -CONT "$pid" && kill -INT "$pid"
        for _ in $(seq 100); do
            ours "$pid" || break
            sleep 0.2
        done
    done
    # What was just being made when Patroni ended.
    for file in /proc/[0-9]*; do
        if ours "${file#/proc/}"; then
            kill -KILL "${file#/proc/}" || true
        fi
    done
}

# Not behind `&&`: there bash would go on after a failure.
case "${1:-} $#" in
    "secrets 5")
        shift
        secrets "$@"
        ;;
    "machine 3") machine "$2" "$3" ;;
    "--here 3") here "$2" "$3" ;;
    "--down 2") down "$2" ;;
    *)
        sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
        exit 2
        ;;
esac
