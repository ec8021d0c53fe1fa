using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>The steps over time, from the acceptance of the alert: when each ran, when the incident was contained, when its deadline is.</summary>
internal sealed record TimelinePicture(ImmutableArray<TimelineBar> Bars, ImmutableArray<TimelineMark> Ticks, double? ContainedAt, double? DeadlineAt, int Height)
{
    public const int Width = 1000;
    public const int NameWidth = 260;
    public const int Row = 22;
    public const int Top = 26;
    private const int MostBars = 60;

    /// <returns>Null: nothing has begun.</returns>
    public static TimelinePicture? Of(RunReport report, DateTimeOffset now)
    {
        var begun = report.Steps.Where(step => step.StartedAt is not null).OrderBy(step => step.StartedAt).Take(MostBars).ToList();
        if (begun.Count == 0)
        {
            return null;
        }

        var start = report.DetectedAt;
        var span = begun.Max(step => (step.EndedAt ?? now) - start);
        span = report.ContainedAt is { } contained && contained - start > span ? contained - start : span;
        span = span < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : span * 1.04;
        double X(TimeSpan time) => NameWidth + ((Width - NameWidth) * Math.Clamp(time / span, 0, 1));
        return new(
            [.. begun.Select((step, row) => new TimelineBar(step, Top + (row * Row), X(step.StartedAt!.Value - start), Math.Max(3, X((step.EndedAt ?? now) - start) - X(step.StartedAt.Value - start)), (step.EndedAt ?? now) - step.StartedAt.Value))],
            [.. Ruler(span).Select(tick => new TimelineMark(X(tick), Shown.Duration(tick)))],
            report.ContainedAt is { } at ? X(at - start) : null,
            report.Deadline < span ? X(report.Deadline) : null,
            Top + (begun.Count * Row) + 6);
    }

    private static IEnumerable<TimeSpan> Ruler(TimeSpan span)
    {
        double[] steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600];
        var step = TimeSpan.FromSeconds(steps.FirstOrDefault(one => span.TotalSeconds / one <= 7, steps[^1]));
        for (var tick = step; tick < span; tick += step)
        {
            yield return tick;
        }
    }
}

/// <summary>A step's time.</summary>
internal sealed record TimelineBar(ReportedStep Step, int Y, double X, double Width, TimeSpan Took);

/// <summary>A line of the ruler.</summary>
internal sealed record TimelineMark(double X, string Text);
