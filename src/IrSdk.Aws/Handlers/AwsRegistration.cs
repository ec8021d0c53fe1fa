using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>An action type, its handler, and what that needs.</summary>
internal sealed record AwsRegistration(Type Action, AwsPurpose Purpose, ImmutableArray<AwsPermission> Permissions, Action<Provider, AwsAccounts, IEvidenceStore> AddTo)
{
    /// <summary>Everything that is not a capture is done under the containment role.</summary>
    public static AwsRegistration Of<THandler, TAction>(Func<HandlerAccess, THandler> make)
        where THandler : IAwsHandler<TAction>
        where TAction : ResponseAction
    {
        var purpose = typeof(TAction).IsSubclassOf(typeof(PreservingAction)) ? AwsPurpose.Evidence : AwsPurpose.Containment;
        return new(typeof(TAction), purpose, THandler.Permissions, (provider, accounts, evidence) =>
            provider.Handle<TAction>(make(new(accounts, evidence, purpose, Needed(THandler.Permissions, accounts.Options)))));
    }

    /// <summary>What its handler may call as the options are.</summary>
    public ImmutableArray<AwsPermission> PermissionsWith(AwsOptions options) => Needed(Permissions, options);

    private static ImmutableArray<AwsPermission> Needed(ImmutableArray<AwsPermission> permissions, AwsOptions options) =>
        [.. permissions.Where(one => one.NeededWith is not { } isNeeded || isNeeded(options))];
}
