#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A real Apache Kafka for the tests, from Maven's packages.
#   kafka.sh resolve              fetches the jars once; prints their folder
#   kafka.sh start PORT DIR [N [FILE]]   N (1) KRaft nodes on PORT, PORT+1, ...; runs until its standard input closes; prints "ready";
#                                 FILE has settings of theirs that count more than those here
#   kafka.sh tool CLASS ARGS...   one of Kafka's own command line tools
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${WEIR_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/weir-tests}
version=$(sed -n 's/.*<kafka.version>\(.*\)<\/kafka.version>.*/\1/p' "$here/pom.xml")
libs=${WEIR_KAFKA_LIBS:-$cache/kafka-$version/libs}

resolve() {
  local project wanted
  wanted=$(sha256sum "$here/pom.xml" | cut -c1-16)
  if [ -z "${WEIR_KAFKA_LIBS:-}" ] && [ "$(cat "$libs/.complete" 2>/dev/null)" != "$wanted" ]; then
    mkdir -p "${libs%/*}"
    project=$(mktemp -d)
    cp "$here/pom.xml" "$project/pom.xml"
    mvn -B -q -f "$project/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
      -DincludeScope=runtime -DoutputDirectory="$project/libs" >&2
    echo "$wanted" >"$project/libs/.complete"
    rm -rf "$libs" # what another pom.xml wanted
    mv "$project/libs" "$libs"
    rm -rf "$project"
  fi
  echo "$libs"
}

java_quiet() { java -Xmx512m -Dlog4j2.configurationFile="$here/log4j2.yaml" -cp "$libs/*" "$@"; }

case "${1:-}" in
  resolve) resolve ;;
  tool)
    shift
    java_quiet "$@"
    ;;
  start)
    port=$2
    directory=$3
    nodes=${4:-1}
    settings=${5:-/dev/null}
    resolve >/dev/null
    voters=
    for ((i = 1; i <= nodes; i++)); do voters+="${voters:+,}$i@127.0.0.1:$((port + 1000 + i - 1))"; done
    pids=()
    trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true' EXIT
    replicas=$((nodes < 3 ? nodes : 3))
    for ((i = 1; i <= nodes; i++)); do
      node=$directory/node-$i
      mkdir -p "$node"
      cat >"$node/server.properties" <<P
process.roles=broker,controller
node.id=$i
controller.quorum.voters=$voters
listeners=PLAINTEXT://127.0.0.1:$((port + i - 1)),CONTROLLER://127.0.0.1:$((port + 1000 + i - 1))
advertised.listeners=PLAINTEXT://127.0.0.1:$((port + i - 1))
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs=$node/logs
offsets.topic.replication.factor=$replicas
transaction.state.log.replication.factor=$replicas
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=$replicas
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
P
      cat "$settings" >>"$node/server.properties" # of a name that is there twice the last counts
      java_quiet kafka.tools.StorageTool format --ignore-formatted -t MkU3OEVBNTcwNTJENDM2Qg -c "$node/server.properties" >"$node/format.log" 2>&1 ||
        { cat "$node/format.log" >&2; exit 1; }
      java -Xms256m -Xmx768m -Dlog4j2.configurationFile="$here/log4j2.yaml" -cp "$libs/*" kafka.Kafka "$node/server.properties" \
        >"$node/server.log" 2>&1 </dev/null &
      pids+=($!)
    done
    for _ in $(seq 1800); do
      if kcat -b "127.0.0.1:$port" -L -m 2 2>/dev/null | grep -q "^ $nodes brokers"; then
        echo ready
        cat >/dev/null # until the test that started us closes its end
        exit 0
      fi
      for pid in "${pids[@]}"; do kill -0 "$pid" 2>/dev/null || { tail -20 "$directory"/node-*/server.log >&2; exit 1; }; done
      sleep 0.1
    done
    tail -20 "$directory"/node-*/server.log >&2
    exit 1
    ;;
  *)
    sed -n '3,7s/^# //p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
