using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>What was found on the way through one member.</summary>
/// <param name="Sinks">Where playbooks get their responses.</param>
/// <param name="Waits">Where the response waits for a human, and how long when that is known.</param>
/// <param name="Waivers">Where evidence is left out on purpose.</param>
/// <param name="Blocked">Something after which nothing that is known of the variables holds. Null: there is nothing.</param>
internal sealed record Followed(
    ImmutableArray<Sink> Sinks,
    ImmutableArray<(Location Place, TimeSpan? AtMost)> Waits,
    ImmutableArray<Location> Waivers,
    Lost? Blocked);
