#!/bin/sh
# A Snow program: the jar begins behind the last line of this script, which finds Java 25 or newer and starts it.
best=0 java=

# Takes the Java in directory $1 if it is new enough and newer than the best so far.
try() {
  [ -x "$1/bin/java" ] || return 1
  version=
  if [ -r "$1/release" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in JAVA_VERSION=*) version=${line#*=\"} ;; esac
    done <"$1/release"
  else
    version=$("$1/bin/java" -version 2>&1 </dev/null)
    version=${version#*version \"}
  fi
  major=${version%%[!0-9]*}
  [ "${major:-0}" -ge 25 ] && [ "$major" -gt "$best" ] && best=$major java=$1/bin/java
}

on_path() {
  saved=$IFS
  IFS=:
  set -f
  for dir in $PATH; do
    real=$(readlink -f -- "${dir:-.}/java" 2>/dev/null) && try "${real%/bin/java}" && break
  done
  set +f
  IFS=$saved
  [ -n "$java" ]
}

installed() {
  for dir in /usr/lib/jvm/* /usr/java/* /opt/java* /opt/jdk* /usr/local/java* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.gradle/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    try "$dir"
  done
  [ -n "$java" ]
}

if [ -n "$SNOW_JAVA_HOME" ]; then
  if ! try "$SNOW_JAVA_HOME"; then
    echo "$0: SNOW_JAVA_HOME=$SNOW_JAVA_HOME is not a Java 25 or newer" >&2
    exit 3
  fi
elif ! { [ -n "$JAVA_HOME" ] && try "$JAVA_HOME"; } && ! on_path && ! installed; then
  echo "$0: Java 25 or newer is needed, and none was found." >&2
  echo "Install a JDK or JRE 25+ (https://adoptium.net) or point SNOW_JAVA_HOME at one." >&2
  exit 3
fi
# Where no language is set, a JVM takes arguments, the environment and names of files for ASCII; text in Snow is UTF-8 everywhere.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac
exec "$java" -jar "$0" "$@"
