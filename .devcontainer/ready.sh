#!/usr/bin/env bash
# Runs once the container belongs to a user: says what stands.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet run -c Release --no-build --project src/Hopfield.Course -- doctor
