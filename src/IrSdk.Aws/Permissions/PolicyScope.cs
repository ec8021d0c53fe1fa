namespace IrSdk.Aws;

/// <summary>What the texts in a permission's resource stand for. What is not given matches everything.</summary>
internal sealed record PolicyScope
{
    public string Partition { get; init; } = "aws";

    public string Region { get; init; } = "*";

    public string Account { get; init; } = "*";

    public string Name { get; init; } = "*";

    public string EvidenceBucket { get; init; } = "*";

    public string Fill(string text) => text
        .Replace("{partition}", Partition, StringComparison.Ordinal)
        .Replace("{region}", Region, StringComparison.Ordinal)
        .Replace("{account}", Account, StringComparison.Ordinal)
        .Replace("{name}", Name, StringComparison.Ordinal)
        .Replace("{evidence-bucket}", EvidenceBucket, StringComparison.Ordinal);
}
