namespace IrSdk.Connectors;

/// <summary>A link that people may be given: a page of the web, and nothing that a click runs.</summary>
internal static class WebLink
{
    private const int Longest = 2_000;

    /// <summary>Null: it is none.</summary>
    public static Uri? Of(string? link) =>
        link is { Length: <= Longest } && !link.Any(letter => letter is <= ' ' or '\\' || char.IsWhiteSpace(letter)) && Uri.TryCreate(link, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.UserInfo.Length == 0
            ? address
            : null;
}
