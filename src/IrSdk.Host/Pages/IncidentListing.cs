using System.Collections.Immutable;
using IrSdk.Host.Incidents;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>The incidents as a page shows them: what waits for somebody first, and those that have ended in pieces.</summary>
public sealed record IncidentListing
{
    private const int EndedOnAPage = 50;
    private const int MostMeasured = 100;

    private IncidentListing(ImmutableArray<IncidentSummary> found) => All = found;

    /// <summary>The incidents that fit what was looked for, the newest first.</summary>
    public ImmutableArray<IncidentSummary> All { get; }

    /// <summary>What was looked for. Empty: everything.</summary>
    public string Sought { get; private init; } = "";

    /// <summary>The page of ended incidents, from 1.</summary>
    public int Page { get; private init; } = 1;

    /// <summary>How many pages of ended incidents there are, at least 1.</summary>
    public int Pages => Math.Max(1, (Ended.Count + EndedOnAPage - 1) / EndedOnAPage);

    /// <summary>Those that wait for a human.</summary>
    public List<IncidentSummary> Waiting => [.. All.Where(one => one.Stage == IncidentStage.Waiting)];

    /// <summary>Those in which steps run.</summary>
    public List<IncidentSummary> UnderWay => [.. All.Where(one => one.Stage is IncidentStage.Accepted or IncidentStage.Responding or IncidentStage.Undoing)];

    /// <summary>Those whose containments are watched.</summary>
    public List<IncidentSummary> Watched => [.. All.Where(one => one.Stage == IncidentStage.Contained)];

    /// <summary>Those that have ended.</summary>
    public List<IncidentSummary> Ended => [.. All.Where(one => one.Stage == IncidentStage.Ended)];

    /// <summary>The ended ones of this page.</summary>
    public List<IncidentSummary> EndedHere => [.. Ended.Skip((Page - 1) * EndedOnAPage).Take(EndedOnAPage)];

    /// <summary>The median time to containment of the newest that were contained. Null: none was.</summary>
    public TimeSpan? Median => All.Where(one => one.ContainedAt is not null).Take(MostMeasured).Select(one => one.ContainedAt!.Value - one.AcceptedAt).Order().ToList() is { Count: > 0 } times ? times[times.Count / 2] : null;

    /// <summary>How many of the newest missed their deadline.</summary>
    public int Late => All.Take(MostMeasured).Count(one => one.IsLate);

    internal static IncidentListing Of(ImmutableArray<IncidentSummary> all, string? sought, int? page)
    {
        var words = (sought ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var listing = new IncidentListing(words.Length == 0 ? all : [.. all.Where(one => words.All(word => Fits(one, word)))]) { Sought = string.Join(' ', words) };
        return listing with { Page = Math.Clamp(page ?? 1, 1, listing.Pages) };
    }

    private static bool Fits(IncidentSummary one, string word) =>
        new[] { one.Id.ToString(), one.Title, one.Account.ToString(), Shown.Word(one.Kind), one.Playbook ?? "" }.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
