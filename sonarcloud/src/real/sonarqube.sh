#!/bin/sh
# Runs the tests of profile real-sonarqube against a real server: fetches SonarQube Community Build from Maven Central,
# starts it on loopback, analyses a small project three times and a large one once, runs the tests, and stops it.
#
#   sonarcloud/src/real/sonarqube.sh <folder>
#
# <folder> keeps the server (2 GB) and its data for the next run. Needs a JDK 17 or 21, Maven, curl, 3 GB of memory.
# Elasticsearch refuses root: as root, RUN_AS names the user that the server runs as (nobody, if it is not set); that user
# must be able to reach <folder>. SONARQUBE_VERSION, SONARQUBE_PORT and MAVEN can be set, too. A server that is already up
# on the port is used, and left running. KEEP=1 leaves the one that was started; PREPARE_ONLY=1 ends before the tests.
set -eu

[ $# -eq 1 ] || { echo "usage: $0 <folder>" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../../.." && pwd)
mkdir -p "$1"
work=$(cd "$1" && pwd)
version=${SONARQUBE_VERSION:-25.12.0.117093}
port=${SONARQUBE_PORT:-9411}
maven=${MAVEN:-mvn}
url=http://127.0.0.1:$port
home=$work/sonarqube-$version
password=Throughline-real-1
java=$(readlink -f "$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")")
server=

up() { curl -fs "$url/api/system/status" 2>/dev/null | grep -q '"status":"UP"'; }

fetch() {
    [ -f "$work/sonar-application-$version.zip" ] || "$maven" -q -B dependency:copy \
        -Dartifact=org.sonarsource.sonarqube:sonar-application:"$version":zip -DoutputDirectory="$work"
    (cd "$work" && "$(dirname "$java")/jar" xf "sonar-application-$version.zip")
    cat >> "$home/conf/sonar.properties" <<EOF
sonar.web.host=127.0.0.1
sonar.web.port=$port
sonar.web.javaOpts=-Xmx512m -Xms128m
sonar.ce.javaOpts=-Xmx512m -Xms128m
sonar.search.javaOpts=-Xms512m -Xmx512m
sonar.telemetry.enable=false
sonar.updatecenter.activate=false
sonar.es.bootstrap.checks.disable=true
sonar.validateWebhooks=false
EOF
}

start() {
    as_user=
    if [ "$(id -u)" = 0 ]; then
        chown -R "${RUN_AS:-nobody}" "$home"
        as_user="setpriv --reuid=${RUN_AS:-nobody} --clear-groups --inh-caps=-all"
    fi
    # What the launcher of the distribution opens, too.
    open="--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED"
    for package in java.base/java.lang java.base/java.nio java.base/sun.nio.ch java.management/sun.management \
            jdk.management/com.sun.management.internal; do
        open="$open --add-opens=$package=ALL-UNNAMED"
    done
    # shellcheck disable=SC2086 # lists of words
    (cd "$home" && SONAR_JAVA_PATH=$java HOME=$home exec $as_user nice "$java" -Xms8m -Xmx32m $open \
        -jar lib/sonar-application-"$version".jar) > "$work/server.log" 2>&1 &
    server=$!
    echo "waiting for $url (log: $work/server.log)"
    tries=0
    until up; do
        kill -0 "$server" 2>/dev/null || { echo "the server ended; see $work/server.log" >&2; exit 1; }
        tries=$((tries + 1))
        [ $tries -lt 200 ] || { echo "the server is not up after ten minutes; see $work/server.log" >&2; exit 1; }
        sleep 3
    done
}

stop() {
    if [ -n "$server" ] && [ -z "${KEEP:-}" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
}
trap stop EXIT
trap 'exit 130' INT TERM

post() {
    path=$1
    shift
    curl -fsS -u "admin:$password" -X POST "$url/api/$path" "$@"
}

read_with_token() { curl -fs -u "$token:" "$url/api/$1"; }

# scan <project> <folder> <version> <date> <revision>
scan() {
    "$maven" -q -B -f "$2/pom.xml" -Ddemo.version="$3" compile \
        org.sonarsource.scanner.maven:sonar-maven-plugin:5.8.0.7211:sonar -Dsonar.host.url="$url" \
        -Dsonar.token="$token" -Dsonar.projectKey="$1" -Dsonar.projectVersion="$3" -Dsonar.projectDate="$4" \
        -Dsonar.scm.disabled=true -Dsonar.scm.revision="$5" -Dsonar.analysis.deployId="d-$3" \
        -Dsonar.buildString="build-$3" -Dsonar.scanner.skipJreProvisioning=true
    until read_with_token "ce/component?component=$1" | grep -q '"queue":\[\]'; do sleep 1; done
}

# project <folder>: makes an empty project of the sample's build file
project() {
    rm -rf "$1"
    mkdir -p "$1/src/main/java/demo"
    cp "$here/sample/pom.xml" "$1/"
}

if ! up; then
    [ -d "$home" ] || fetch
    start
fi

# A new server wants another password than admin; one that was used has it.
curl -fs -u admin:admin -X POST "$url/api/users/change_password" -d login=admin -d previousPassword=admin \
    -d password="$password" || true
token=$(post user_tokens/generate -d name="run-$(date +%s)" -d type=USER_TOKEN | sed 's/.*"token":"\([^"]*\)".*/\1/')
read_with_token "components/show?component=demo:never" > /dev/null \
    || post projects/create -d project=demo:never -d name=Never > /dev/null

if ! read_with_token "project_analyses/search?project=demo:orders" | grep -q '"2.0.0"'; then
    project "$work/orders"
    month=1
    for release in 1.0.0 1.1.0 2.0.0; do
        cp "$here/sample/$release/Orders.java" "$work/orders/src/main/java/demo/"
        scan demo:orders "$work/orders" $release "2026-0$month-10T10:00:00+0000" "$(printf '%040d' $month)"
        month=$((month + 1))
    done
fi

# More issues than one search can page through, which neither rule nor date tell apart: 110 files of 100.
if ! read_with_token "project_analyses/search?project=demo:wall" | grep -q '"1.0.0"'; then
    project "$work/wall"
    file=0
    while [ $file -lt 110 ]; do
        {
            echo "package demo; public class Wall$file { public void empty() {"
            line=0
            while [ $line -lt 100 ]; do
                echo '    ;'
                line=$((line + 1))
            done
            echo '} }'
        } > "$work/wall/src/main/java/demo/Wall$file.java"
        file=$((file + 1))
    done
    scan demo:wall "$work/wall" 1.0.0 2026-03-10T10:00:00+0000 "$(printf '%040d' 9)"
fi

[ -z "${PREPARE_ONLY:-}" ] || exit 0
cd "$repository"
SONARQUBE_TOKEN=$token "$maven" -B -Pfast,real-sonarqube -pl sonarcloud -am test -Dthroughline.sonarqube="$url" \
    -Dtest=RealSonarQubeIT -Dsurefire.failIfNoSpecifiedTests=false
