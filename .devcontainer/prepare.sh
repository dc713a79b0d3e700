#!/usr/bin/env bash
# Runs when the container's content is made (and in prebuilds): builds once, installs the kernel, executes one chapter.
set -euo pipefail
cd "$(dirname "$0")/.."
course() { dotnet run -c Release --no-build --project src/Hopfield.Course -- "$@"; }

dotnet build -c Release src/Hopfield.Course
echo "-- built after $SECONDS s"
course kernel install
course doctor
echo "-- kernel installed after $SECONDS s"
course run 02
echo "-- ready after $SECONDS s"
