using Microsoft.Extensions.DependencyInjection;

namespace IrSdk.Runtime;

/// <summary>Adds a provider, and handlers to it, to a host's responder.</summary>
public sealed class IrSdkBuilder
{
    internal IrSdkBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Says where actions are done. A responder has one provider: a second one takes the first one's place.</summary>
    public IrSdkBuilder AddProvider(Func<IServiceProvider, Provider> make)
    {
        Services.AddSingleton(made =>
        {
            var provider = make(made);
            made.GetRequiredService<ProviderAdditions>().AddTo(provider);
            return provider;
        });
        return this;
    }

    /// <summary>Adds handlers to the provider, whichever it is: who is paged, say, or where tickets go.</summary>
    public IrSdkBuilder Configure(Action<Provider> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        Services.AddSingleton(new ProviderAddition(add));
        return this;
    }
}
