using System.Collections.Immutable;

namespace IrSdk.Host.Attack;

/// <summary>Which techniques the playbooks that serve answer.</summary>
/// <param name="Tactics">Each tactic with its techniques.</param>
/// <param name="Others">The playbooks' techniques that are not among those of <see cref="CloudTactics"/>.</param>
public sealed record Coverage(ImmutableArray<CoveredTactic> Tactics, ImmutableArray<CoveredTechnique> Others)
{
    /// <summary>How many techniques a playbook answers.</summary>
    public int Answered => Tactics.Sum(tactic => tactic.Techniques.Count(one => !one.By.IsEmpty)) + Others.Length;

    internal static Coverage Of(IEnumerable<(string Playbook, string Technique)> claims)
    {
        var byParent = claims.Distinct().ToLookup(one => CloudTactics.Parent(one.Technique));
        var known = CloudTactics.All.SelectMany(tactic => tactic.Techniques).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            [.. CloudTactics.All.Select(tactic => new CoveredTactic(tactic.Name, [.. tactic.Techniques.Select(one => Covered(one, byParent[one.Id]))]))],
            [.. byParent.Where(group => !known.Contains(group.Key)).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Covered(new(group.Key, ""), group))]);
    }

    private static CoveredTechnique Covered(Technique technique, IEnumerable<(string Playbook, string Technique)> claims) => new(
        technique, [.. claims.Select(one => one.Technique).Where(id => id != technique.Id).Distinct().Order(StringComparer.Ordinal)], [.. claims.Select(one => one.Playbook).Distinct().Order(StringComparer.Ordinal)]);
}

/// <summary>A tactic and what is answered of it.</summary>
public sealed record CoveredTactic(string Name, ImmutableArray<CoveredTechnique> Techniques);

/// <summary>A technique, and which playbooks answer it.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="SubTechniques">The ids of its sub-techniques that playbooks name.</param>
/// <param name="By">The playbooks' names. Empty: none answers it.</param>
public sealed record CoveredTechnique(Technique Technique, ImmutableArray<string> SubTechniques, ImmutableArray<string> By);
