namespace IrSdk.Runtime;

/// <summary>
/// Decides who is told, and when: on-call at the first wait, finding, failure, containment or deadline, tickets and channels once
/// the plan has told them, each of them again for what came since, and again after a failure. Decides only; writes and calls nothing.
/// </summary>
internal sealed class Notifier(Provider provider, IncidentState state, ResponderOptions options, bool isBusy)
{
    private const int MostFailures = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>Who is to be told something, and from when on.</summary>
    public List<(string Medium, NoticeReceiver Receiver, DateTimeOffset At)> Due { get; } =
    [
        .. from medium in state.Media
           where !state.Steps.Any(step => step is { Status: StepStatus.Running, Step.Action: NotifyingAction action } && MediumState.NameOf(action) == medium.Key)
           from receiver in provider.ReceiversOf(medium.Value.Action)
           let at = DueAt(state, medium.Key, medium.Value[receiver.Name], options, isBusy)
           where at is not null
           select (medium.Key, receiver, at.Value),
    ];

    public bool IsIdle => Due.Count == 0;

    public PageIntended Intent(string medium, NoticeReceiver receiver, DateTimeOffset now) =>
        new(state.Media[medium][receiver.Name].Number + 1, state.Facts, NoticeWriter.Write(state, medium, receiver.Name, now, options.Links)) { Medium = medium, Receiver = receiver.Name };

    private static DateTimeOffset? DueAt(IncidentState state, string medium, ReceiverState receiver, ResponderOptions options, bool isBusy)
    {
        if (state.Facts <= receiver.Told || receiver.Open is not null)
        {
            return null;
        }

        if (receiver.Failures == 0)
        {
            // A storm of steps is one update; once nothing is under way there is nothing to wait for.
            return receiver.At is { } told && isBusy ? told + options.NotifyInterval : DateTimeOffset.MinValue;
        }

        var again = receiver.At!.Value + Pause(receiver, options);
        return IsGivenUp(medium, receiver, again, options) ? null : again;
    }

    private static bool IsGivenUp(string medium, ReceiverState receiver, DateTimeOffset again, ResponderOptions options) => options.NotifyFor > TimeSpan.Zero
        ? again > receiver.FailingSince + options.NotifyFor
        : medium != MediumState.Page || receiver.Failures >= MostFailures;

    private static TimeSpan Pause(ReceiverState receiver, ResponderOptions options) =>
        options.NotifyFor == TimeSpan.Zero ? FirstPause
        : receiver.IsRefused || receiver.Failures > 6 ? LongestPause
        : TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << (receiver.Failures - 1), LongestPause.Ticks));
}
