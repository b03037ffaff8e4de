#!/bin/sh
# Pins requirements/*.txt, with hashes, for every platform that a package is published for.
# Wants uv on the PATH (or UV=/path/to/uv): pip-compile pins for the machine it runs on alone.
# The local pip's own index settings are left out: the pins must hold on any machine.
set -eu
cd "$(dirname "$0")/../requirements"
uv=${UV:-uv}
for name in runtime dev package; do
    {
        echo "# Pinned from $name.in by \`make requirements\`. Do not edit by hand."
        env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL \
            "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
            --no-header --no-emit-index-url --no-emit-find-links --no-progress "$name.in"
    } >"$name.new"
    mv "$name.new" "$name.txt"
done
