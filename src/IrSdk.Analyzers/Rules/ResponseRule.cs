using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>One rule about the responses of a playbook.</summary>
internal abstract class ResponseRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    public abstract IEnumerable<Finding> Check(Checked member);

    /// <summary>A rule's description. Its page is named after its id.</summary>
    protected static DiagnosticDescriptor Describe(string id, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, Category(id), severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}/{id}.md");

    /// <summary>Where the pages of the rules are in the IrSdk package.</summary>
    private const string Pages = "docs";

    private static string Category(string id) => id[2] switch
    {
        '1' => "Evidence",
        '2' => "Time",
        '3' => "Reach",
        _ => "Hygiene",
    };
}
