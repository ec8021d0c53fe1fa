using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>The queue that a host takes alerts from.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Parking">The ARN of the queue that what cannot be read is moved to. Null: none.</param>
public sealed record AlertQueue(string Arn, string? Parking)
{
    internal ImmutableArray<AwsPermission> Taking =>
    [
        new("sqs:ReceiveMessage", Arn), new("sqs:ChangeMessageVisibility", Arn), new("sqs:DeleteMessage", Arn),
        .. Parking is null ? [] : new[] { new AwsPermission("sqs:SendMessage", Parking) },
    ];
}
