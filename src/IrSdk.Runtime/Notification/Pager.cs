namespace IrSdk.Runtime;

/// <summary>Decides when on-call is paged: at the first wait, finding, failure, containment or deadline, and again for what came since.</summary>
internal sealed class Pager(Provider provider, IncidentState state)
{
    private const int MostFailures = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public PageOnCall Action { get; } = new(new Account(state.Incident.Account));

    /// <summary>When the next page is due. Null: there is nothing to tell, or the plan's own page tells it.</summary>
    public DateTimeOffset? DueAt =>
        state.Facts <= state.ToldFacts || state.OpenPage is not null || state.PageFailures >= MostFailures
        || provider.HandlerOf(Action) is null || state.Steps.Any(step => step.Step.Action is PageOnCall && step.Status == StepStatus.Running)
            ? null
            : state.PageFailures == 0 ? DateTimeOffset.MinValue : state.PagedAt + Pause;

    public PageIntended Intent(DateTimeOffset now, ILinks? links) => new(state.Pages + 1, state.Facts, NoticeWriter.Write(state, "page", now, links));

    public string Key(int number) => $"{state.Incident.Id}/page/{number}";
}
