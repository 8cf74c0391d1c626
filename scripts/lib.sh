# What the scripts share. Sourced as `. scripts/lib.sh` from the top of the repository.
# shellcheck shell=sh

# One line to the person at the terminal, never into what another program reads.
say() { printf '%s\n' "$*" >&2; }

# Ends the script with a reason.
die() {
  say "scripts/${0##*/}: $*"
  exit 1
}

# A folder for what a benchmark writes, on the disk that BENCH_FOLDER names (default: the temporary folder).
bench_folder() { TMPDIR=${BENCH_FOLDER:-${TMPDIR:-}} mktemp -d; }

is_macos() { [ "$(uname -s)" = Darwin ]; }

# A C compiler that is there: the system's, or the one that every Swift toolchain brings along.
find_cc() {
  for candidate in cc clang gcc "$(dirname "$(command -v swift || echo swift)")/clang"; do
    if command -v "$candidate" >/dev/null 2>&1; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

# How the release binary is linked, the one place to choose it:
#   executable  wholly static; starts in two thirds of the time and runs on any Linux. A thread that ends costs about
#               5 ms in such a binary, and dlopen and NSS don't work: clio uses none of them.
#   stdlib      only the C library stays dynamic (so it needs that version of glibc or a newer one).
#   dynamic     nothing is static (the only way on macOS).
if is_macos; then CLIO_LINK=${CLIO_LINK:-dynamic}; else CLIO_LINK=${CLIO_LINK:-executable}; fi

# The path of a static library, by the C compiler's search and then by the usual folders.
find_static_library() {
  if compiler=$(find_cc); then
    found=$("$compiler" -print-file-name="$1")
    if [ -f "$found" ]; then
      echo "$found"
      return 0
    fi
  fi
  for found in "/usr/lib/$(uname -m)-linux-gnu/$1" "/usr/lib64/$1" "/usr/lib/$1" "/usr/local/lib/$1"; do
    if [ -f "$found" ]; then
      echo "$found"
      return 0
    fi
  done
  return 1
}

# Makes a folder with links to the static libraries and nothing else: the linker looks there first, and takes a
# shared library wherever both kinds lie in one folder.
static_library_folder() {
  folder="$PWD/.build/static-libraries"
  mkdir -p "$folder"
  for library in libsqlite3.a libyaml.a libstdc++.a; do
    found=$(find_static_library "$library") ||
      die "$library was not found; install it, or link it dynamically with CLIO_LINK=dynamic"
    ln -sf "$found" "$folder/$library"
  done
  echo "$folder"
}

# The options of `swift build` for a release; where there is a static library, the last one wants its -L. Of a short
# run, a good third went into types: now they are named to Swift's runtime by calls instead of by texts that it parses
# at each start, and generic code is made for its types beyond a room's border too.
release_options() {
  types="-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors"
  types="$types -Xswiftc -cross-module-optimization"
  case $CLIO_LINK in
    executable) echo "-c release $types --static-swift-stdlib -Xswiftc -static-executable -Xlinker" ;;
    stdlib) echo "-c release $types --static-swift-stdlib -Xswiftc -Xclang-linker -Xswiftc -static-libgcc -Xlinker" ;;
    dynamic) echo "-c release $types" ;;
    *) die "CLIO_LINK is '$CLIO_LINK'; it can be executable, stdlib or dynamic" ;;
  esac
}

# Calls `swift build` for a release with the options given, without the two warnings that every wholly static link
# gives (the Swift runtime and SQLite mention dlopen, which clio never reaches).
swift_build_release() {
  options=$(release_options) || return 1
  status="$PWD/.build/link-status"
  mkdir -p .build
  # shellcheck disable=SC2086 # a list of options without blanks in them
  if [ "$CLIO_LINK" = dynamic ]; then
    set -- $options "$@"
  else
    library_folder=$(static_library_folder) || return 1
    set -- $options "-L$library_folder" "$@"
  fi
  if is_macos && command -v brew >/dev/null 2>&1; then
    prefix=$(brew --prefix)
    set -- "$@" -Xcc "-I$prefix/include" -Xlinker "-L$prefix/lib"
  fi
  { swift build "$@" 2>&1 && echo 0 >"$status" || echo 1 >"$status"; } |
    grep -v "warning: Using 'dlopen' in statically linked" >&2 || true
  [ "$(cat "$status")" = 0 ]
}

# Calls `swift test` with the options given; fails also where no test ran, which `swift test` calls a success.
swift_test() {
  log=$(mktemp)
  { swift test --disable-xctest "$@" 2>&1 && echo 0 >"$log.status" || echo 1 >"$log.status"; } | tee "$log"
  status=$(cat "$log.status")
  # "Test run with 12 tests in 3 suites passed after 0.1 seconds."
  ran=$(sed -n 's/.*Test run with \([0-9][0-9]*\) test.*/\1/p' "$log" | tail -n 1)
  rm -f "$log" "$log.status"
  [ "$status" = 0 ] || return 1
  if [ "${ran:-0}" -eq 0 ]; then
    say "no test ran"
    return 1
  fi
}
