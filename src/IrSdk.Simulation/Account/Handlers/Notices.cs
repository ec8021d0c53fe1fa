using IrSdk.Runtime;

namespace IrSdk.Simulation;

/// <summary>Sends a notice, or updates the one with the same deduplication key.</summary>
internal abstract class Notifying<TAction>(SimulatedAccount account, string prefix) : IActionHandler<TAction>
    where TAction : NotifyingAction
{
    public Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        account.CallAsync(action, context, () => Send(action, context), cancellationToken);

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Sent(action, context) is { } sent && sent.StepKeys.Contains(context.Key)
            ? Reconciliation.Done(ResultOf(sent))
            : Reconciliation.NotDone);

    protected abstract string Medium(TAction action);

    private static string DeduplicationKey(StepContext context) => context.Notice?.DeduplicationKey ?? context.Incident.ToString();

    private SentNotice? Sent(TAction action, StepContext context) =>
        account.World.Find<SentNotice>($"notice/{Medium(action)}/{DeduplicationKey(context)}");

    private StepResult Send(TAction action, StepContext context)
    {
        var sent = Sent(action, context) ?? new SentNotice
        {
            Medium = Medium(action),
            DeduplicationKey = DeduplicationKey(context),
            Number = $"{prefix}-{account.World.All<SentNotice>().Count(one => one.Medium == Medium(action)) + 1}",
            Subject = "",
            Lines = [],
            StepKeys = [],
        };
        sent = sent with
        {
            Subject = context.Notice?.Subject ?? $"Incident {context.Incident}",
            Lines = context.Notice?.Lines ?? [],
            StepKeys = sent.StepKeys.Contains(context.Key) ? sent.StepKeys : sent.StepKeys.Add(context.Key),
        };
        account.Pen(context).Write($"sends {sent.Number}", sent);
        return ResultOf(sent);
    }

    private static StepResult ResultOf(SentNotice sent) => new()
    {
        Detail = sent.Number,
        Reference = sent.Number,
        Link = $"https://simulated.example/{sent.Number}",
    };
}

internal sealed class OpenTicketHandler(SimulatedAccount account) : Notifying<OpenTicket>(account, "SIM")
{
    protected override string Medium(OpenTicket action) => "ticket";
}

internal sealed class PageOnCallHandler(SimulatedAccount account) : Notifying<PageOnCall>(account, "PAGE")
{
    protected override string Medium(PageOnCall action) => "page";
}

internal sealed class PostToChannelHandler(SimulatedAccount account) : Notifying<PostToChannel>(account, "POST")
{
    protected override string Medium(PostToChannel action) => $"post {action.Channel}";
}
