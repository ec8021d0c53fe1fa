namespace IrSdk.Runtime;

/// <summary>The handlers that were added by <see cref="IrSdkBuilder.Configure"/>, for a host that makes its providers itself.</summary>
public sealed class ProviderAdditions
{
    private readonly IEnumerable<ProviderAddition> additions;

    internal ProviderAdditions(IEnumerable<ProviderAddition> additions) => this.additions = additions;

    /// <summary>Adds all of them to a provider.</summary>
    public void AddTo(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        foreach (var addition in additions)
        {
            addition.To(provider);
        }
    }
}

internal sealed record ProviderAddition(Action<Provider> To);
