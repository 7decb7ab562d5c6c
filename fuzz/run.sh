#!/usr/bin/env bash
# Fuzzes each target until it has had SECONDS of processor time (1200 unless given), two at a time; says of each how many
# inputs it ran and what it covered. `bash fuzz/run.sh [--short] [SECONDS] [TARGET]...`
# With --short it is 20 seconds each and a build that takes a fraction of the time: it sees panics and hangs, no leaks.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 2

build=() profile=release default=1200
if [ "${1:-}" = --short ]; then
    build=(--dev --sanitizer none) profile=debug default=20
    shift
fi
seconds="${1:-$default}"
targets=("${@:2}")
[ "${#targets[@]}" -gt 0 ] || targets=(front_matter article facts alignment settings records)
cargo fuzz build "${build[@]}" || exit 2
binaries="${CARGO_TARGET_DIR:-target}/$(rustc -vV | sed -n 's/^host: //p')/$profile"

# one TARGET: rounds of wall time, until the processor time is reached or something fails.
one() {
    local target="$1" spent=0 executions=0 covered=? log status
    # Not to be asked for within $(...), which is a shell of its own.
    local self="$BASHPID"
    mkdir -p "corpus/$target" "artifacts/$target"
    log="artifacts/$target/log"
    while [ "$spent" -lt "$seconds" ]; do
        status=0
        # The shell's own clock of what its children took. (The limit for one input is by the clock on the wall: a loaded
        # machine takes its time.)
        local before after
        before=$(awk '{ print $16 + $17 }' "/proc/$self/stat")
        "$binaries/$target" "corpus/$target" "seeds/$target" -max_len=8192 -timeout=60 -rss_limit_mb=2048 \
            -max_total_time=$((seconds - spent < 10 ? 10 : seconds - spent)) -artifact_prefix="artifacts/$target/" \
            -print_final_stats=1 >"$log" 2>&1 || status=$?
        after=$(awk '{ print $16 + $17 }' "/proc/$self/stat")
        spent=$((spent + (after - before) / $(getconf CLK_TCK)))
        executions=$((executions + $(sed -n 's/^stat::number_of_executed_units: *//p' "$log")))
        covered=$(sed -n 's/.*\(DONE\|REDUCE\|NEW\|pulse\|INITED\).*cov: \([0-9]*\).*/\2/p' "$log" | tail -1)
        printf '%s: %ds of processor time, %d executions, %s edges covered, status %d\n' "$target" "$spent" "$executions" "$covered" "$status"
        [ "$status" -eq 0 ] || return 1
    done
}

export -f one
export seconds binaries
printf '%s\n' "${targets[@]}" | xargs -P 2 -I{} bash -c 'one {}'
