using IrSdk.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the responder in a host.</summary>
public static class IrSdkServices
{
    /// <summary>
    /// Registers <see cref="Responder"/> and its journal. A provider is added to the builder that comes back (<c>.AddAws(...)</c>), and
    /// <see cref="ResponderOptions"/> is what the host has registered of its own, or the default.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="journal">The journal's file. Default: <c>incidents.journal.db</c> in the working folder.</param>
    public static IrSdkBuilder AddIrSdk(this IServiceCollection services, string journal = "incidents.journal.db")
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(new ResponderOptions());
        services.TryAddSingleton(static made => new ProviderAdditions(made.GetServices<ProviderAddition>()));
        services.TryAddSingleton<IJournal>(_ => SqliteJournal.Open(journal, new SqliteJournalOptions()));
        services.TryAddSingleton(static made => new Responder(made.GetRequiredService<Provider>(), made.GetRequiredService<IJournal>(), made.GetRequiredService<ResponderOptions>()));
        return new(services);
    }
}
