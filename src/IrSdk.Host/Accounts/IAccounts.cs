using IrSdk.Runtime;

namespace IrSdk.Host.Accounts;

/// <summary>Where the actions of an incident are done.</summary>
internal interface IAccounts
{
    /// <summary>The provider for an incident, until <see cref="Release"/>.</summary>
    Provider Open(CaseFile incident);

    /// <summary>The incident's run has ended.</summary>
    void Release(IncidentId incident);
}
