using IrSdk.Aws;
using IrSdk.Runtime;

namespace IrSdk.Host.Accounts;

/// <summary>One provider for every incident, with its connections until the host ends.</summary>
internal sealed class OneAccount : IAccounts, IDisposable
{
    private readonly AwsConnection connection;

    public OneAccount(AwsConnection connection, ProviderAdditions additions)
    {
        this.connection = connection;
        additions.AddTo(connection.Provider);
    }

    public Provider Open(CaseFile incident) => connection.Provider;

    public void Release(IncidentId incident)
    {
    }

    public void Dispose() => connection.Dispose();
}
