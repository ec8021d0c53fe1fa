using IrSdk.Runtime;

namespace IrSdk.Host.Accounts;

/// <summary>One provider for every incident.</summary>
internal sealed class OneAccount(Provider provider) : IAccounts
{
    public Provider Open(CaseFile incident) => provider;

    public void Release(IncidentId incident)
    {
    }
}
