namespace IrSdk.Aws.Tests.Preflight;

/// <summary>
/// A network on which calls travel in waves: all that are made while nothing else can happen go together, and the next wave is what their
/// answers lead to. How many there are is how often a caller waits for the network, whatever it takes and however slow the machine is.
/// </summary>
internal sealed class Waves : IAsyncDisposable
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// After so many turns of ours in which nothing new was asked a wave leaves: turns and not time, for a process that gets no processor
    /// asks nothing either, and has no turns.
    /// </summary>
    private const int Quiet = 30;

    private readonly CancellationTokenSource ending = new();
    private readonly List<List<string>> gone = [];
    private readonly Task leaving;
    private List<(string Operation, TaskCompletionSource Leaves)> waiting = [];
    private int asked;

    public Waves() => leaving = LeaveAsync();

    /// <summary>The operations of each wave; those of the policy simulator with whom they ask about.</summary>
    public IReadOnlyList<IReadOnlyList<string>> All => gone;

    public HttpMessageHandler Before(HttpMessageHandler inner) => new Gate(this, inner);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await leaving;
        ending.Dispose();
    }

    private async Task LeaveAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Turn);
            var (before, quiet) = (0, 0);
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                List<(string Operation, TaskCompletionSource Leaves)> wave = [];
                lock (gone)
                {
                    quiet = asked == before ? quiet + 1 : 0;
                    if (waiting.Count > 0 && quiet >= Quiet)
                    {
                        (wave, waiting) = (waiting, []);
                        gone.Add([.. wave.Select(one => one.Operation)]);
                    }

                    before = asked;
                }

                wave.ForEach(one => one.Leaves.SetResult());
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody asks any more.
        }
    }

    private Task JoinAsync(string operation)
    {
        var leaves = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gone)
        {
            asked++;
            waiting.Add((operation, leaves));
        }

        return leaves.Task;
    }

    private sealed class Gate(Waves waves, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (_, operation) = await CallLog.NameAsync(request, cancellationToken);
            if (operation == "SimulatePrincipalPolicy")
            {
                var form = System.Web.HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
                operation += " " + form["PolicySourceArn"]!.Split('/')[^1];
            }

            await waves.JoinAsync(operation).WaitAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
