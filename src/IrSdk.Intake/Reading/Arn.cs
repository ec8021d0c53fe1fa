namespace IrSdk.Intake;

/// <summary>The parts of an ARN that resources are found by.</summary>
internal readonly record struct Arn(string Service, string Region, AccountId? Account, string Resource)
{
    public static Arn? Parse(string? text)
    {
        var parts = text?.Split(':', 6);
        return parts is { Length: 6 } && parts[0] == "arn" && parts[5].Length > 0
            ? new(parts[2], parts[3], AccountId.IsValid(parts[4]) ? new AccountId(parts[4]) : null, parts[5])
            : null;
    }

    /// <summary>What follows the last slash: paths of users and roles are not part of their names.</summary>
    public string Name => Resource[(Resource.LastIndexOf('/') + 1)..];
}
