using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>How one handler enters accounts: with its purpose's role and its own permissions.</summary>
internal sealed record HandlerAccess(AwsAccounts Accounts, IEvidenceStore Evidence, AwsPurpose Purpose, ImmutableArray<AwsPermission> Permissions)
{
    /// <summary>Enters the account and region of an action's resource for one call of a handler, and says its failures as the engine takes them.</summary>
    public async Task<T> RunAsync<T>(ResponseAction action, StepContext context, Func<AwsStep, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            var id = action.Resource.Id;
            using var access = await Accounts.EnterAsync(id.Account, id.Region, Purpose, context, Permissions, id.Name, cancellationToken).ConfigureAwait(false);
            return await call(new(context, access, Evidence.For(action), Accounts)
            {
                InRegion = region => Accounts.EnterAsync(id.Account, region, Purpose, context, Permissions, id.Name, cancellationToken),
            }).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is not ProviderException && !cancellationToken.IsCancellationRequested && AwsFailure.IsOfTheService(failed))
        {
            throw AwsFailure.Of(failed);
        }
    }
}
