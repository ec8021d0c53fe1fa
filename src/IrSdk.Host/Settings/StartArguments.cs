namespace IrSdk.Host.Settings;

/// <summary>What the command line asks for besides settings.</summary>
/// <param name="Rest">The arguments that are settings.</param>
internal sealed record StartArguments(string[] Rest)
{
    /// <summary>Only says whether the settings can be used.</summary>
    public bool Check { get; private init; }

    /// <summary>Only prints the settings that are in force, without secrets.</summary>
    public bool Print { get; private init; }

    /// <summary>A further settings file. It yields to the environment and to the command line. Null: none.</summary>
    public string? File { get; private init; }

    /// <exception cref="SettingsException">A file is not named.</exception>
    public static StartArguments Read(string[] arguments)
    {
        var rest = new List<string>();
        var read = new StartArguments([]);
        for (var place = 0; place < arguments.Length; place++)
        {
            var argument = arguments[place];
            if (argument == "--check-settings")
            {
                read = read with { Check = true };
            }
            else if (argument == "--print-settings")
            {
                read = read with { Print = true };
            }
            else if (argument == "--settings")
            {
                read = read with { File = ++place < arguments.Length ? arguments[place] : throw new SettingsException(["--settings names no file; write one behind it."]) };
            }
            else if (argument.StartsWith("--settings=", StringComparison.Ordinal))
            {
                read = read with { File = argument["--settings=".Length..] };
            }
            else
            {
                rest.Add(argument);
            }
        }

        return read with { Rest = [.. rest] };
    }

    /// <summary>Puts the file behind <c>appsettings.json</c> and before what is nearer to this start.</summary>
    /// <exception cref="SettingsException">It is not there, or is no JSON.</exception>
    public void AddTo(WebApplicationBuilder builder)
    {
        if (File is not { } file)
        {
            return;
        }

        var sources = builder.Configuration.Sources;
        var place = sources.Select((source, at) => (source, at)).Where(one => one.source is Microsoft.Extensions.Configuration.Json.JsonConfigurationSource).Select(one => one.at + 1).LastOrDefault();
        var added = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource { Path = Path.GetFullPath(file), Optional = false, ReloadOnChange = false };
        added.ResolveFileProvider();
        try
        {
            sources.Insert(place, added);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or FileNotFoundException)
        {
            throw new SettingsException([$"The settings file {file} cannot be read: {wrong.InnerException?.Message ?? wrong.Message}"]);
        }
    }
}
