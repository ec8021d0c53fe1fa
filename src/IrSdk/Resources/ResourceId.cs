using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>
/// What identifies a resource: its type, account, region and name.
/// As text: <c>instance/111122223333/us-east-1/i-0a1b</c>.
/// </summary>
/// <param name="Type">The resource type in kebab case, such as <c>access-key</c>.</param>
/// <param name="Account">The account that owns the resource.</param>
/// <param name="Region">The region, or <see cref="Global"/> for resources that have none.</param>
/// <param name="Name">The provider's own id or name, unique for the type in its account and region.</param>
[JsonConverter(typeof(ResourceIdConverter))]
public readonly record struct ResourceId(string Type, AccountId Account, string Region, string Name) : IComparable<ResourceId>
{
    /// <summary>The region of resources that have none: identities and accounts.</summary>
    public const string Global = "global";

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is not of the form <c>type/account/region/name</c>.</exception>
    public static ResourceId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/', 4);
        return parts.Length == 4 && parts.All(part => part.Length > 0)
            ? new(parts[0], new(parts[1]), parts[2], parts[3])
            : throw new FormatException($"'{text}' is not a resource id; write type/account/region/name.");
    }

    /// <inheritdoc/>
    public int CompareTo(ResourceId other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Account}/{Region}/{Name}";
}
