using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>What entries of the journal mean for those who are told.</summary>
internal sealed partial class IncidentState
{
    private MediumState? MediumOf(StepState step)
    {
        if (step.Step.Action is not NotifyingAction action)
        {
            return null;
        }

        var name = MediumState.NameOf(action);
        if (!Media.TryGetValue(name, out var medium))
        {
            Media[name] = medium = new(action);
        }

        return medium;
    }

    private void FoldTold(JournalRecord record, MediumState medium, StepState step, ImmutableArray<Untold> untold)
    {
        if (step.Status == StepStatus.Done)
        {
            medium.Apply(receiver => receiver.Succeed());
        }
        else if (step.Status == StepStatus.Failed && untold.IsEmpty)
        {
            medium.Apply(receiver => receiver.Fail(step.Detail ?? "failed", isRefused: false, record.At));
        }

        foreach (var one in untold)
        {
            medium[one.Receiver].Fail(one.Reason, one.IsRefused, record.At);
        }

        if (step.HasSucceeded)
        {
            FoldReference(record, medium, step.Result!);
        }

        Fact(record, untold.Any(one => one.IsRefused));
    }

    private void FoldSent(JournalRecord record, PageSent sent)
    {
        var medium = Media[sent.Medium];
        var receiver = medium[sent.Receiver];
        if (sent.Failure is null)
        {
            receiver.Succeed();
            FoldReference(record, medium, new() { Detail = sent.Reference ?? "", Reference = sent.Reference, Link = sent.Link });
            return;
        }

        // The others hear once of one that refuses for good: somebody has to mend it.
        var isNews = sent.IsRefused && !receiver.IsRefused;
        receiver.Fail(sent.Failure, sent.IsRefused, record.At);
        Fact(record, isNews && Media.Values.SelectMany(one => one.Receivers).Any(one => one.State != receiver && one.State.Failures == 0));
    }

    /// <summary>A ticket's link follows to everybody else: to the ticket itself it is no news.</summary>
    private void FoldReference(JournalRecord record, MediumState medium, StepResult result)
    {
        if (medium.Action is PageOnCall)
        {
            Page = result.Reference ?? Page;
        }

        if (medium.Action is OpenTicket && result.Reference is not null && (Ticket is null || Ticket.Reference == result.Reference) && Ticket?.Link != result.Link)
        {
            var before = Facts;
            Ticket = result;
            Fact(record, true);
            medium.Apply(receiver => receiver.Know(receiver.Told == before ? Facts : receiver.Told));
        }
    }
}
