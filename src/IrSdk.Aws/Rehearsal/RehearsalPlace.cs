namespace IrSdk.Aws;

/// <summary>Where a stage is set, and how it is struck again.</summary>
internal sealed class RehearsalPlace(AwsAccounts accounts, AccountId account, string drill, IProgress<string>? progress)
{
    private readonly List<Removal> removals = [];

    public AwsAccounts Accounts => accounts;

    public AccountId Account => account;

    public string Drill => drill;

    public string Region => accounts.HomeRegion;

    public IReadOnlyList<Removal> Removals => removals;

    public AwsAccess Enter() => accounts.EnterOwn(account, Region, null);

    /// <summary>Says what is about to be made, and how it is removed: noted first, so that half a stage can be struck too.</summary>
    public void Making(string what, Func<CancellationToken, Task>? remove = null)
    {
        progress?.Report(what);
        if (remove is not null)
        {
            removals.Add(new(what, remove));
        }
    }
}

/// <summary>How one thing is removed.</summary>
internal sealed record Removal(string What, Func<CancellationToken, Task> Remove);
