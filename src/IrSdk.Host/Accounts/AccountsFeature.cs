namespace IrSdk.Host.Accounts;

/// <summary>Where actions are done.</summary>
internal static class AccountsFeature
{
    public static void Add(IServiceCollection services, AwsSetup? aws)
    {
        if (aws is null)
        {
            services.AddSingleton<IAccounts, SimulatedAccounts>();
            return;
        }

        aws.AddTo(services);
        services.AddHostedService(made => new AwsWarning(aws, made.GetRequiredService<ILogger<AwsWarning>>()));
    }
}
