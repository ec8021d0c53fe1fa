namespace IrSdk.Runtime.Tests;

/// <summary>Somebody who is told, and keeps the latest notice of each key; by turns out of reach.</summary>
internal sealed class Receiver<TAction>(VirtualClock clock) : IActionHandler<TAction>
    where TAction : NotifyingAction
{
    /// <summary>What is wrong at a time. Null: nothing.</summary>
    public Func<DateTimeOffset, Exception?> Outage { get; set; } = _ => null;

    /// <summary>Until then it gives no answer for a minute.</summary>
    public DateTimeOffset HangsUntil { get; init; }

    public List<(DateTimeOffset At, Notice Notice)> Heard { get; } = [];

    public List<DateTimeOffset> Calls { get; } = [];

    public async Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken)
    {
        Calls.Add(clock.GetUtcNow());
        if (clock.GetUtcNow() < HangsUntil)
        {
            await Task.Delay(TimeSpan.FromSeconds(60), clock, cancellationToken);
        }

        if (Outage(clock.GetUtcNow()) is { } wrong)
        {
            throw wrong;
        }

        Heard.Add((clock.GetUtcNow(), context.Notice!));
        return new() { Detail = "told", Reference = "R-1", Link = action is OpenTicket ? "https://tickets.example/R-1" : null };
    }

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) => Task.FromResult(Reconciliation.NotDone);
}
