using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>One rule about the responses of a playbook.</summary>
internal abstract class ResponseRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    public abstract IEnumerable<Finding> Check(Checked member);

    /// <summary>A rule's description. There is no address that its page could be linked to: <c>ir explain</c> prints it, and it comes in the IrSdk package.</summary>
    protected static DiagnosticDescriptor Describe(string id, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, Category(id), severity, isEnabledByDefault: true, description: $"'ir explain {id}' tells more, with a failing and a passing example.");

    private static string Category(string id) => id[2] switch
    {
        '1' => "Evidence",
        '2' => "Time",
        '3' => "Reach",
        _ => "Hygiene",
    };
}
