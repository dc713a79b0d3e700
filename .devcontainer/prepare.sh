#!/usr/bin/env bash
# Runs when the container's content is made (and in prebuilds): builds once, installs the kernel, executes one chapter.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release src/Hopfield.Course
dotnet run -c Release --no-build --project src/Hopfield.Course -- kernel install
dotnet run -c Release --no-build --project src/Hopfield.Course -- doctor
dotnet run -c Release --no-build --project src/Hopfield.Course -- run 02
