using System.Runtime.ExceptionServices;

namespace Hopfield.Kernels;

/// <summary>Work that falls into numbered parts, none of which looks at another's result.</summary>
internal interface IJob
{
    /// <summary>Does one part; called from several threads at once for different parts.</summary>
    void Run(int part);
}

/// <summary>Spreads the parts of a job over threads. Which thread does which part is left to chance, so no result may depend on it.</summary>
internal static class ParallelParts
{
    /// <summary>Does all parts and returns when no thread touches the job any more, also when it was cancelled.</summary>
    /// <param name="job">The work.</param>
    /// <param name="parts">The number of parts.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. With 1 nothing is allocated.</param>
    /// <param name="cancellationToken">Asks to stop between parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    /// <exception cref="ThreadInterruptedException">The calling thread was interrupted while it waited for the others.</exception>
    public static void Run<TJob>(in TJob job, int parts, int parallelism, CancellationToken cancellationToken)
        where TJob : struct, IJob
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parallelism);
        int threads = Math.Min(parallelism == 0 ? Environment.ProcessorCount : parallelism, parts);
        if (threads > 1)
        {
            RunOn(threads, job, parts, cancellationToken);
            return;
        }
        for (int part = 0; part < parts; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            job.Run(part);
        }
    }

    private static void RunOn<TJob>(int threads, TJob job, int parts, CancellationToken cancellationToken)
        where TJob : struct, IJob
    {
        int next = -1;
        Exception? first = null;
        Task[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => Task.Run(Work, CancellationToken.None))];
        Work();
        while (true)
        {
            try
            {
                Task.WaitAll(others, CancellationToken.None);
                break;
            }
            catch (ThreadInterruptedException interrupted)
            {
                Fail(interrupted); // and wait again: the caller's memory is in use until the last part under way ends
            }
        }
        if (first is not null) ExceptionDispatchInfo.Throw(first);
        cancellationToken.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                for (int part; !cancellationToken.IsCancellationRequested && (part = Interlocked.Increment(ref next)) < parts;) job.Run(part);
            }
            catch (Exception error)
            {
                Fail(error);
            }
        }

        // No further part begins.
        void Fail(Exception error)
        {
            Interlocked.CompareExchange(ref first, error, null);
            Interlocked.Exchange(ref next, parts);
        }
    }
}
