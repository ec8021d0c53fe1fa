using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>An incident's id: lower-case letters, digits and dashes, at most 64.</summary>
[JsonConverter(typeof(IncidentIdConverter))]
public readonly record struct IncidentId : IComparable<IncidentId>
{
    private readonly string? value;

    /// <summary>Makes an id from its text.</summary>
    /// <exception cref="FormatException">The text has other characters, or none, or more than 64.</exception>
    public IncidentId(string text) => value = IsValid(text)
        ? text
        : throw new FormatException($"'{text}' is not an incident id; use at most 64 lower-case letters, digits and dashes.");

    /// <summary>Whether a text is an incident id.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <inheritdoc/>
    public int CompareTo(IncidentId other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <inheritdoc/>
    public override string ToString() => value ?? "none";
}
