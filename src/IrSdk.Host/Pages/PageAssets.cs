using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace IrSdk.Host.Pages;

/// <summary>What pages are made of beside their text. It is inside the assembly, and a browser keeps it until another version is served.</summary>
internal static class PageAssets
{
    private const string Root = "IrSdk.Host.wwwroot";
    private static readonly EmbeddedFileProvider Files = new(typeof(PageAssets).Assembly, Root);

    public static string Style { get; } = Address("site.css");

    public static string Script { get; } = Address("live.js");

    public static void Use(WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = Files,
        OnPrepareResponse = static answer => answer.Context.Response.Headers.CacheControl = answer.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
    });

    private static string Address(string name)
    {
        using var content = Files.GetFileInfo(name).CreateReadStream();
        return $"/{name}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }
}
