using System.Text.Json;

namespace IrSdk.Host.Playbooks;

/// <summary>Incident types as people write them.</summary>
internal static class Kinds
{
    public static string Name(IncidentKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
