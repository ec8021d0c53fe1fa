using System.Collections.Immutable;

namespace IrSdk.Host.Attack;

/// <summary>What an intruder is after, as MITRE ATT&amp;CK names it, and how, in cloud accounts.</summary>
/// <param name="Name">The tactic's name.</param>
/// <param name="Techniques">Its techniques, in the order of their names.</param>
public sealed record Tactic(string Name, ImmutableArray<Technique> Techniques);

/// <summary>One way of doing it.</summary>
/// <param name="Id">Its id in ATT&amp;CK, without a sub-technique: <c>T1078</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record Technique(string Id, string Name);
