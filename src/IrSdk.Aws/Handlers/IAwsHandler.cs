using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>A handler that says what it may call. Only such handlers can be registered, and its sessions can call nothing else.</summary>
internal interface IAwsHandler<in TAction> : IActionHandler<TAction>
    where TAction : ResponseAction
{
    static abstract ImmutableArray<AwsPermission> Permissions { get; }
}
