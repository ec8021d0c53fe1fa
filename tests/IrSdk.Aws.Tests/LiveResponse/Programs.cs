namespace IrSdk.Aws.Tests.LiveResponse;

/// <summary>A capture tool and an <c>aws</c> that a host has: the one writes a given memory, the other keeps what it is to send.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed record Programs(string Folder) : IDisposable
{
    public static async Task<Programs> WithAsync(byte[] memory, int exit = 0)
    {
        var folder = Directory.CreateTempSubdirectory("irsdk-host-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "memory"), memory);
        await WriteAsync(Path.Combine(folder, "avml"), $"cat '{folder}/memory' > \"$1\"; exit {exit}");
        await WriteAsync(Path.Combine(folder, "aws"), $"for place; do :; done; printf '%s\\n' \"$place\" > '{folder}/place'; cat > '{folder}/sent'");
        return new(folder);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task WriteAsync(string file, string line)
    {
        await File.WriteAllTextAsync(file, $"#!/bin/sh\n{line}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
