// The console and the running cell's token are one per process, and so is the session that owns them.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
