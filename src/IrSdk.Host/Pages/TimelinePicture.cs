using System.Collections.Immutable;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>
/// The response over time, from the acceptance of the alert: when each step ran, when the incident was contained, when its deadline is;
/// before it, not to scale, how long the intruder was seen. Places are parts of the width, 0 to 1.
/// </summary>
public sealed record TimelinePicture(ImmutableArray<TimelineBar> Bars, ImmutableArray<TimelineMark> Ticks, TimelineDwell? Dwell, double AlertAt, double? ContainedAt, double? DeadlineAt)
{
    private const int MostBars = 40;
    private const double DwellPart = 0.12;
    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400];

    /// <returns>Null: nothing has begun.</returns>
    public static TimelinePicture? Of(CaseFile file, DateTimeOffset now)
    {
        if (file.Report is not { } report)
        {
            return null;
        }

        var begun = file.Plans.Where(plan => plan.Purpose != PlanPurpose.Undo).SelectMany(plan => plan.Steps).Where(step => step.StartedAt is not null).OrderBy(step => step.StartedAt).ToList();
        if (begun.Count == 0)
        {
            return null;
        }

        var start = report.DetectedAt;
        DateTimeOffset End(ReportedStep step) => step.EndedAt ?? now;
        var last = begun.Max(End);
        last = report.ContainedAt is { } contained && contained > last ? contained : last;
        var span = last - start < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : (last - start) * 1.03;
        var seen = file.Alerts.Min(alert => alert.FirstSeen);
        var dwell = start - seen > TimeSpan.FromSeconds(1) ? new TimelineDwell(seen, start - seen) : null;
        var alertAt = dwell is null ? 0 : DwellPart;
        double X(DateTimeOffset at) => alertAt + ((1 - alertAt) * Percent.Part(at - start, span));
        var groups = begun.Count > MostBars ? begun.GroupBy(step => step.Phrase).Select(group => group.ToList()) : begun.Select(step => new List<ReportedStep> { step });
        return new(
            [.. groups.Select(group => TimelineBar.Of(group, X(group.Min(step => step.StartedAt!.Value)), X(group.Max(End)), group.Max(End) - group.Min(step => step.StartedAt!.Value)))],
            [.. Ruler(span).Select(tick => new TimelineMark(X(start + tick), Shown.Duration(tick)))],
            dwell, alertAt, report.ContainedAt is { } at ? X(at) : null, report.Deadline < span ? X(start + report.Deadline) : null);
    }

    private static IEnumerable<TimeSpan> Ruler(TimeSpan span)
    {
        var step = TimeSpan.FromSeconds(Steps.FirstOrDefault(one => span.TotalSeconds / one <= 6, Steps[^1]));
        for (var tick = step; tick < span * 0.97; tick += step)
        {
            yield return tick;
        }
    }
}

/// <summary>A step's time, or that of several of a kind.</summary>
public sealed record TimelineBar(string Phrase, string On, StepStatus Status, double From, double To, TimeSpan Took)
{
    internal static TimelineBar Of(List<ReportedStep> steps, double from, double to, TimeSpan took) => new(
        steps[0].Phrase, steps.Count == 1 ? Shown.Text(steps[0].Resource.Id) : Shown.Count(steps.Count, "resource"),
        steps.Select(step => step.Status).OrderByDescending(status => status is StepStatus.Failed or StepStatus.Gap ? 2 : status is StepStatus.Running ? 1 : 0).First(), from, to, took);
}

/// <summary>A mark of the ruler.</summary>
public sealed record TimelineMark(double At, string Text);

/// <summary>How long the intruder was seen before the alert was accepted.</summary>
public sealed record TimelineDwell(DateTimeOffset FirstSeen, TimeSpan Took);
