namespace IrSdk.Host.Accounts;

/// <summary>Where actions are done.</summary>
internal static class AccountsFeature
{
    public static void Add(IServiceCollection services) => services.AddSingleton<IAccounts, SimulatedAccounts>();
}
