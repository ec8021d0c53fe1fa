using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>What a planning process is asked: to load a script's assembly, once, or what the script does about an incident.</summary>
internal sealed record WorkerRequest
{
    public byte[]? Assembly { get; init; }

    public byte[]? Symbols { get; init; }

    /// <summary>The assemblies of the packages that the script may use, by their simple names.</summary>
    public ImmutableSortedDictionary<string, byte[]> Packages { get; init; } = ImmutableSortedDictionary<string, byte[]>.Empty;

    public Incident? Incident { get; init; }

    /// <summary>Null: the first round is asked for.</summary>
    public Outcomes? Outcomes { get; init; }
}

/// <summary>What a planning process answers. Where nothing is set, there is nothing more to do.</summary>
internal sealed record WorkerAnswer
{
    public Promise? Promise { get; init; }

    public ResponseWire? Response { get; init; }

    public Thrown? Thrown { get; init; }
}

/// <summary>What a playbook says of itself.</summary>
internal sealed record Promise(string Name, IncidentKind Kind, TimeSpan Deadline, ImmutableArray<string> Techniques);

/// <summary>What a script threw.</summary>
internal sealed record Thrown(string Type, string Message)
{
    /// <summary>Where, innermost first.</summary>
    public ImmutableArray<ThrownAt> At { get; init; } = [];

    /// <summary>Whether an assembly could not be loaded, and the message says which.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether it returned no playbook.</summary>
    public bool IsNothing { get; init; }
}

/// <summary>A place in a script.</summary>
internal sealed record ThrownAt(string File, int Line, int Column);
