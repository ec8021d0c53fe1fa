using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace IrSdk.Intake;

/// <summary>What became of a document: the alerts that it holds, or the reason why it was refused. Never both, never neither.</summary>
public sealed record AlertReading
{
    internal AlertReading(ImmutableArray<Alert> alerts) => Alerts = alerts;

    internal AlertReading(Refusal refusal) => (Refusal, Alerts) = (refusal, []);

    /// <summary>The alerts, in the order of the document, each id once; empty when the document was refused.</summary>
    public ImmutableArray<Alert> Alerts { get; }

    /// <summary>Why the document was refused; null when it was read.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the document was read.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Refusal is null;
}
