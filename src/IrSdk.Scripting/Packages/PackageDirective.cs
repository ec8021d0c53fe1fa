namespace IrSdk.Scripting;

/// <summary>What <c>#r "nuget: Name, Version"</c> asks for.</summary>
internal static class PackageDirective
{
    private const string Prefix = "nuget:";

    /// <summary>The package, or why that is none that could be allowed.</summary>
    public static (PackageId? Package, string? Problem) Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return (null, "is no package; only \"nuget: Name, Version\" can be allowed");
        }

        return text[Prefix.Length..].Split(',', StringSplitOptions.TrimEntries) is [var name, var version] && PackagePolicyReader.IsExact(name, version)
            ? (new(name, version), null)
            : (null, "names no exact version; write \"nuget: Name, 1.2.3\", without a range or a star");
    }
}
