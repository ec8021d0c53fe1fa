using System.Globalization;

namespace IrSdk.Host.Pages;

/// <summary>Places and lengths in pictures, as parts of their width: pictures fit any screen without a style of their own.</summary>
internal static class Percent
{
    public static string Of(double part) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(part, 0, 1) * 100:0.##}%");

    public static double Part(TimeSpan time, TimeSpan whole) => whole <= TimeSpan.Zero ? 0 : Math.Clamp(time / whole, 0, 1);
}
