using Hopfield.Kernels;

namespace Hopfield.Tests;

public class WorkersTests
{
    public static TheoryData<int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            foreach (int parts in new[] { 0, 1, 5, 100 })
            {
                foreach (int threads in new[] { 1, 2, 7, 0 }) sizes.Add(parts, threads);
            }
            return sizes;
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Every_part_is_done_once(int parts, int threads)
    {
        int[] times = new int[parts];
        ParallelParts.Run(new Job(part => Interlocked.Increment(ref times[part])), parts, threads, default);
        Assert.All(times, count => Assert.Equal(1, count));
    }

    [Theory, InlineData(1), InlineData(3)]
    public void A_part_that_cancels_is_the_last_to_begin_on_its_thread_and_nothing_runs_on(int threads)
    {
        using var source = new CancellationTokenSource();
        int begun = 0, ended = 0;
        var job = new Job(part =>
        {
            Interlocked.Increment(ref begun);
            if (part == 3) source.Cancel();
            Interlocked.Increment(ref ended);
        });
        Assert.Throws<OperationCanceledException>(() => ParallelParts.Run(job, 1_000_000, threads, source.Token));
        Assert.Equal(begun, ended);
        Assert.InRange(ended, 4, 999_999);
    }

    [Theory, InlineData(1), InlineData(3)]
    public void What_a_part_throws_arrives_as_it_is(int threads) => Assert.Throws<OverflowException>(
        () => ParallelParts.Run(new Job(part => throw new OverflowException()), 8, threads, default));

    // The caller's memory is in use until then: a caller that left earlier would free it under the worker.
    [Fact]
    public void An_interrupted_caller_waits_for_the_parts_under_way()
    {
        using ManualResetEventSlim underWay = new(), gate = new();
        int ended = 0, endedWhenLeft = -1;
        Exception? thrown = null;
        var caller = new Thread(() =>
        {
            var job = new Job(_ =>
            {
                // The caller's own part ends when the other thread has begun one, which stays at the gate.
                if (Thread.CurrentThread.IsThreadPoolThread)
                {
                    underWay.Set();
                    gate.Wait();
                }
                else
                {
                    while (!underWay.IsSet) Thread.Yield();
                }
                Interlocked.Increment(ref ended);
            });
            try
            {
                ParallelParts.Run(job, 2, 2, default);
            }
            catch (ThreadInterruptedException interrupted)
            {
                thrown = interrupted;
            }
            endedWhenLeft = ended;
        });
        caller.Start();
        underWay.Wait(TestContext.Current.CancellationToken);
        caller.Interrupt();
        Assert.False(caller.Join(100), "The caller left while a part was under way.");
        gate.Set();
        caller.Join();
        Assert.IsType<ThreadInterruptedException>(thrown);
        Assert.Equal(2, endedWhenLeft);
    }

    private readonly struct Job(Action<int> part) : IJob
    {
        public void Run(int number) => part(number);
    }
}
