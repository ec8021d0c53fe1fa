using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>An inline policy of a user or role before a deny of ours took its name.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Document">Its text. Null: there was none.</param>
internal sealed record PolicyBefore(string Policy, string? Document)
{
    /// <summary>The service's time when it was read, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The role's unique id, by which its sessions are told apart. Null: not needed.</summary>
    public string? RoleId { get; init; }

    /// <summary>The user's second factors. Default: not read.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>What stops working for others, as far as the reading showed.</summary>
    public ImmutableArray<string> Breaks { get; init; } = [];
}
