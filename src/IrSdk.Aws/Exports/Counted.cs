using System.Globalization;

namespace IrSdk.Aws;

/// <summary>Numbers as people read them.</summary>
internal static class Counted
{
    public static string Of(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
