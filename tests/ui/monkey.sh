#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lets the monkey loose on a build, best one with sanitizers, seed after seed, until it breaks
# something: monkey.sh BUILD [SECONDS [FIRST-SEED]]
set -eu
build=${1:?"usage: $0 BUILD [SECONDS [FIRST-SEED]]"}
until=$(($(date +%s) + ${2:-300}))
seed=${3:-1}
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 MXLENS_MONKEY_STEPS=3000
while [ "$(date +%s)" -lt "$until" ]; do
    echo "seed $seed"
    MXLENS_MONKEY_SEED=$seed "$build/tests/ui/tst_monkey" -silent
    seed=$((seed + 1))
done
