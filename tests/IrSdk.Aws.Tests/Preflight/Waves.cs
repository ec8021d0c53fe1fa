namespace IrSdk.Aws.Tests.Preflight;

/// <summary>
/// A network on which calls travel in waves: all that are made while nothing else can happen go together, and the next wave is what their
/// answers lead to. How many there are is how often a caller waits for the network, whatever it takes and however slow the machine is.
/// </summary>
internal sealed class Waves : IAsyncDisposable
{
    /// <summary>How long nothing new must be asked until a wave leaves.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

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
            using var timer = new PeriodicTimer(Quiet);
            var before = 0;
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                List<(string Operation, TaskCompletionSource Leaves)> wave = [];
                lock (gone)
                {
                    if (waiting.Count > 0 && asked == before)
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
