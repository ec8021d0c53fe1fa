namespace IrSdk.Scripting.Tests;

/// <summary>A playbook's folder, for one test, with a cache beside it.</summary>
internal sealed class ScriptFolder : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("irsdk-scripting-");

    public ScriptFolder() => Directory.CreateDirectory(Playbook);

    public string Playbook => Path.Combine(root.FullName, "playbook");

    public string Cache => Path.Combine(root.FullName, "cache");

    public string PathOf(string name) => Path.Combine(Playbook, name);

    public ScriptLoader Loader => new(new ScriptLoaderOptions { CacheDirectory = Cache });

    public string Write(string name, string text)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public Task<ScriptResult> LoadAsync(string text) => Loader.LoadAsync(Write("test.csx", text));

    public void Dispose() => root.Delete(recursive: true);
}
