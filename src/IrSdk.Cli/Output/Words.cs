using System.Globalization;

namespace IrSdk.Cli.Output;

/// <summary>Times and names as responders read them.</summary>
internal static class Words
{
    /// <summary>A time since the alert: <c>00:09.800</c>.</summary>
    public static string Clock(TimeSpan since) =>
        since.TotalHours >= 1
            ? since.ToString(@"h\:mm\:ss\.fff", CultureInfo.InvariantCulture)
            : since.ToString(@"mm\:ss\.fff", CultureInfo.InvariantCulture);

    /// <summary>A span of time as people say it: <c>10.2 s</c>, <c>2 min 10 s</c>, <c>47 min</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
        { TotalHours: < 2 } when span.Seconds == 0 => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min"),
    };

    /// <summary>So many of something: <c>1 step</c>, <c>17 steps</c>, <c>no findings</c>.</summary>
    public static string Count(int count, string one) => count switch
    {
        0 => $"no {one}s",
        1 => $"1 {one}",
        _ => $"{count} {one}s",
    };

    /// <summary>A resource's name, shortened in the middle where it is long.</summary>
    public static string Short(string name, int width) =>
        name.Length <= width ? name : string.Concat(name.AsSpan(0, width - 9), "…", name.AsSpan(name.Length - 8));
}
