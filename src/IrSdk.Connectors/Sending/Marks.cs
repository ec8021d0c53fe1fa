using System.Security.Cryptography;
using System.Text;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>By what a connector finds its own again: the notice's key, and the last step that wrote it.</summary>
internal static class Marks
{
    public static string Key(StepContext context) => context.Notice?.DeduplicationKey ?? context.Incident.ToString();

    /// <summary>The key as a short word that every vendor takes: 20 hexadecimal digits.</summary>
    public static string Short(StepContext context) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key(context))))[..20];
}
