using IrSdk.Host.Accounts;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Feed;

/// <summary>The journal, its proof, and who is told what it says.</summary>
internal static class FeedFeature
{
    public static void Add(IServiceCollection services, HostSettings settings, AwsSetup? aws)
    {
        var journal = Path.Combine(settings.Data, "incidents.journal.db");
        services.AddSingleton(_ => new JournalTrust(journal, aws));
        services.AddSingleton(made => new JournalProof(journal, made.GetRequiredService<JournalTrust>()));
        services.AddSingleton(made => new WatchedJournal(SqliteJournal.Open(journal, new SqliteJournalOptions
        {
            Time = made.GetRequiredService<TimeProvider>(),
            Anchors = made.GetRequiredService<JournalTrust>().Anchors,
            AnchorKey = made.GetRequiredService<JournalTrust>().Signer,
        })));
        services.AddSingleton<IJournal>(made => made.GetRequiredService<WatchedJournal>());
        services.AddSingleton<Changes>();
    }
}
