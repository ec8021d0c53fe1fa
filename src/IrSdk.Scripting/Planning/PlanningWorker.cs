using System.Threading.Channels;

namespace IrSdk.Scripting;

/// <summary>
/// The inside of a planning process: reads requests from standard input and answers them on standard output, until its caller is gone.
/// A program that plans scripts calls this when it is started with <see cref="Argument"/>, before it does anything else.
/// </summary>
/// <example><code>
/// if (args is [PlanningWorker.Argument]) { return await PlanningWorker.RunAsync(); }
/// </code></example>
public static class PlanningWorker
{
    /// <summary>The argument that a program is started with when it is to plan.</summary>
    public const string Argument = "plan-worker";

    /// <summary>Answers until the caller is gone.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync()
    {
        var requests = System.Threading.Channels.Channel.CreateUnbounded<WorkerRequest>();
        var reading = Task.Run(() => ReadAsync(requests.Writer));
        var output = Console.OpenStandardOutput();
        await using (output.ConfigureAwait(false))
        {
            await Rehearsal.RunAsync().ConfigureAwait(false);
            await Frames.WriteAsync(output, new WorkerAnswer(), CancellationToken.None).ConfigureAwait(false);
            var script = new WorkerScript();
            await foreach (var request in requests.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                await Frames.WriteAsync(output, script.Answer(request), CancellationToken.None).ConfigureAwait(false);
            }
        }

        await reading.ConfigureAwait(false);
        return 0;
    }

    private static async Task ReadAsync(ChannelWriter<WorkerRequest> requests)
    {
        try
        {
            var input = Console.OpenStandardInput();
            await using (input.ConfigureAwait(false))
            {
                while (await Frames.ReadAsync<WorkerRequest>(input, Frames.MostToWorker, CancellationToken.None).ConfigureAwait(false) is { } request)
                {
                    await requests.WriteAsync(request, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // The caller is gone, and a script that loops would go on for ever.
            Environment.Exit(0);
        }
    }
}
