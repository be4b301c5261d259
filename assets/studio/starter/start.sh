#!/bin/sh
# Opens anpham from this folder. The same steps as in "Mo anpham.bat", in the same order.
cd "$(dirname "$0")" || exit 5
for python in python3.13 python3.12 python3.11 python3 python; do
    # The python3 of a new Mac only offers to install something else.
    if [ "$(command -v "$python")" = /usr/bin/python3 ] && command -v xcode-select >/dev/null; then
        xcode-select -p >/dev/null 2>&1 || continue
    fi
    if "$python" tep-cai-dat/start.py --check >/dev/null 2>&1; then
        "$python" tep-cai-dat/start.py "$@"
        code=$?
        if [ "$code" -ne 0 ] && [ "$code" -ne 130 ]; then read -r _; fi
        exit "$code"
    fi
done
cat tep-cai-dat/can-python.txt
read -r _
exit 3
