#!/bin/sh
# Builds one fuzz target with coverage on the stable toolchain and runs it.
# usage: run.sh TARGET SECONDS [CORPUS]
set -eu
cd "$(dirname "$0")"
target=$1
seconds=$2
corpus=${3:-corpus/$target}
triple=$(rustc -vV | sed -n 's/^host: //p')
flags='--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4'
flags="$flags -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
flags="$flags -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions"
RUSTFLAGS=$flags cargo build --quiet --release --target "$triple" --bin "$target"
mkdir -p "$corpus" artifacts
exec "${CARGO_TARGET_DIR:-target}/$triple/release/$target" "$corpus" \
    -artifact_prefix=artifacts/"$target"- -max_total_time="$seconds" -max_len=4096 -print_final_stats=1
