using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Feed;

/// <summary>The journal, its proof, and who is told what it says.</summary>
internal static class FeedFeature
{
    public static void Add(IServiceCollection services, HostSettings settings)
    {
        var journal = Path.Combine(settings.Data, "incidents.journal.db");
        var anchors = new FileAnchorStore(journal + ".anchors");
        services.AddSingleton(_ => AnchorKey.LoadOrCreate(journal + ".key"));
        services.AddSingleton(made => new JournalProof(journal, anchors, made.GetRequiredService<AnchorKey>()));
        services.AddSingleton(made => new WatchedJournal(SqliteJournal.Open(journal, new SqliteJournalOptions
        {
            Time = made.GetRequiredService<TimeProvider>(),
            Anchors = anchors,
            AnchorKey = made.GetRequiredService<AnchorKey>(),
        })));
        services.AddSingleton<IJournal>(made => made.GetRequiredService<WatchedJournal>());
        services.AddSingleton<Changes>();
    }
}
