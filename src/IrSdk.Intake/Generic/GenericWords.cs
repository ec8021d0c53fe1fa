using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>The words of the generic alert.</summary>
internal static class GenericWords
{
    public static ImmutableSortedDictionary<string, IncidentKind> Kinds { get; } = Words(
        ("credential-compromise", IncidentKind.CredentialCompromise),
        ("malware", IncidentKind.Malware),
        ("data-exfiltration", IncidentKind.DataExfiltration),
        ("unauthorized-access", IncidentKind.UnauthorizedAccess));

    public static ImmutableSortedDictionary<string, Severity> Severities { get; } = Words(
        ("informational", Severity.Informational),
        ("low", Severity.Low),
        ("medium", Severity.Medium),
        ("high", Severity.High),
        ("critical", Severity.Critical));

    public static ImmutableSortedDictionary<string, Involvement> Involvements { get; } = Words(
        ("suspect", Involvement.Suspect),
        ("target", Involvement.Target),
        ("related", Involvement.Related));

    private static ImmutableSortedDictionary<string, T> Words<T>(params (string Word, T Value)[] words) =>
        words.ToImmutableSortedDictionary(word => word.Word, word => word.Value, StringComparer.Ordinal);
}
