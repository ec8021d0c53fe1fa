using System.Text;

namespace IrSdk.Intake.Tests;

/// <summary>The documents beside this file.</summary>
internal static class Sample
{
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Samples");

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static Alert One(string name) => Several(name).Should().ContainSingle().Subject;

    public static IReadOnlyList<Alert> Several(string name) => Read(Bytes(name));

    public static IReadOnlyList<Alert> Read(byte[] bytes)
    {
        var reading = AlertReader.Read(bytes);
        reading.Refusal.Should().BeNull();
        return reading.Alerts;
    }

    public static Refusal Refused(string json) => Refused(Encoding.UTF8.GetBytes(json));

    public static Refusal Refused(byte[] bytes)
    {
        var reading = AlertReader.Read(bytes);
        reading.Alerts.Should().BeEmpty();
        reading.IsRead.Should().BeFalse();
        reading.Refusal!.Path.Should().StartWith("$");
        reading.Refusal.Reason.Should().Contain(";").And.EndWith(".");
        return reading.Refusal;
    }

    /// <summary>A resource as text: id, involvement.</summary>
    public static string[] Words(this IEnumerable<Resource> resources) =>
        [.. resources.Select(resource => $"{resource.Id} {resource.Involvement}")];
}
