using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>Findings on disk. A serializer would be set up at every start, for what is most often nothing.</summary>
internal static class KeptFindings
{
    public static byte[] Write(ImmutableArray<ScriptDiagnostic> findings)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(findings.Length);
        foreach (var finding in findings)
        {
            writer.Write(finding.Id);
            writer.Write((int)finding.Severity);
            writer.Write(finding.Message);
            writer.Write(finding.File);
            writer.Write(finding.Line);
            writer.Write(finding.Column);
        }

        writer.Flush();
        return stream.ToArray();
    }

    public static ImmutableArray<ScriptDiagnostic> Read(byte[] bytes, int start)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, start, bytes.Length - start, writable: false));
        var findings = ImmutableArray.CreateBuilder<ScriptDiagnostic>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (id, severity, message, file) = (reader.ReadString(), (ScriptSeverity)reader.ReadInt32(), reader.ReadString(), reader.ReadString());
            findings.Add(new(id, severity, message, file, reader.ReadInt32(), reader.ReadInt32()));
        }

        return findings.ToImmutable();
    }
}
