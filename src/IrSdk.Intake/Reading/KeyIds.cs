namespace IrSdk.Intake;

/// <summary>Tells the ids of long-lived access keys from those of temporary credentials and from placeholders.</summary>
internal static class KeyIds
{
    private const int Longest = 128;

    /// <summary>Whether it is a key of a user that can be revoked; <c>ASIA...</c> is temporary and belongs to a session.</summary>
    public static bool IsLongLived(string? id) =>
        id is { Length: > 4 and <= Longest } && id.StartsWith("AKIA", StringComparison.Ordinal) && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
