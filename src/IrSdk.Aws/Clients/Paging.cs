namespace IrSdk.Aws;

/// <summary>Reads all pages of a list.</summary>
internal static class Paging
{
    /// <param name="page">Asks for the page after a token; the first token is null.</param>
    /// <param name="items">The page's items; the SDK leaves empty lists null.</param>
    /// <param name="next">The token of the page after. Null or empty: this was the last.</param>
    public static async Task<List<TItem>> AllAsync<TPage, TItem>(Func<string?, Task<TPage>> page, Func<TPage, List<TItem>?> items, Func<TPage, string?> next)
    {
        var all = new List<TItem>();
        string? token = null;
        do
        {
            var read = await page(token).ConfigureAwait(false);
            all.AddRange(items(read) ?? []);
            token = next(read);
        }
        while (token is { Length: > 0 });
        return all;
    }
}
