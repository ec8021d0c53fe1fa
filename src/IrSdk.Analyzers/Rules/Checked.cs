using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>The responses of one member's playbooks, as the rules see them.</summary>
internal sealed class Checked(Followed followed, bool isKnownToCallers)
{
    /// <summary>Every response that a playbook of this member may get.</summary>
    public ImmutableArray<CheckedResponse> Responses { get; } = [.. followed.Sinks.Select(sink => new CheckedResponse(sink, followed.Sinks))];

    public ImmutableArray<(Location Place, TimeSpan? AtMost)> Waits { get; } = followed.Waits;

    public ImmutableArray<Location> Waivers { get; } = followed.Waivers;

    /// <summary>Something after which nothing that is known holds.</summary>
    public Lost? Blocked { get; } = followed.Blocked;

    /// <summary>Whether all that call this member are in the same compilation, where what they pass is followed.</summary>
    public bool IsKnownToCallers { get; } = isKnownToCallers;
}

/// <summary>What one call of <c>Respond</c> or <c>Reassess</c> gets.</summary>
internal sealed class CheckedResponse(Sink sink, ImmutableArray<Sink> all)
{
    private readonly Lazy<ImmutableArray<Missing>> missing = new(() =>
    {
        var paths = PathsOf(sink);
        var earlier = sink.IsReassessment && sink.Receiver.All(value => value is Answered) ? sink.Receiver.OfType<Answered>().SelectMany(one => PathsOf(one.Sink)).ToList() : [];
        return [.. paths.SelectMany(path => Coverage.Of(path, earlier))];
    });

    public Location Place { get; } = sink.Location;

    public bool IsReassessment { get; } = sink.IsReassessment;

    /// <summary>The ways in which it may come out.</summary>
    public ImmutableArray<ResponsePath> Paths { get; } = PathsOf(sink);

    /// <summary>Why it is not known, where it is not.</summary>
    public ImmutableArray<Lost> Lost { get; } =
    [
        .. sink.Responses.Where(value => value is not (Written or Nothing)).Select(value => value switch
        {
            Lost lost => lost,
            Passed => new Lost("a parameter, which only the caller knows", sink.Call.Arguments[0].Syntax.GetLocation(), IsPassed: true),
            _ => new Lost("a value that is not followed", sink.Call.Arguments[0].Syntax.GetLocation()),
        }).Distinct(),
    ];

    /// <summary>Whether a later round of the same playbook is given a response too.</summary>
    public bool IsReassessed { get; } = all.Any(other => other.IsReassessment && other.Receiver.Any(value => value is Answered answered && answered.Sink == sink));

    /// <summary>The playbook's deadline. Null: not known.</summary>
    public TimeSpan? Deadline { get; } = DeadlineOf(sink);

    /// <summary>Evidence that is disturbed and not preserved before.</summary>
    public ImmutableArray<Missing> Missing => missing.Value;

    private static ImmutableArray<ResponsePath> PathsOf(Sink sink) => [.. sink.Responses.OfType<Written>().Select(written => written.Path)];

    private static TimeSpan? DeadlineOf(Sink sink) => sink.Receiver.Count != 1 ? null : sink.Receiver.First() switch
    {
        Promise promise => promise.Deadline,
        Answered answered when answered.Sink != sink => DeadlineOf(answered.Sink),
        _ => null,
    };
}
