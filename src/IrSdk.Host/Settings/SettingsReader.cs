using System.Collections.Immutable;
using IrSdk.Host.Access;
using IrSdk.Host.Telling;

namespace IrSdk.Host.Settings;

/// <summary>Reads the settings, and refuses what cannot be used before anything is opened: every mistake, not only the first.</summary>
internal static class SettingsReader
{
    /// <exception cref="SettingsException">They cannot be used.</exception>
    public static HostSettings Read(WebApplicationBuilder builder)
    {
        var given = builder.Configuration.GetSection(HostSettings.Section);
        var wrong = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Look(given, "", wrong);
        var good = new ConfigurationBuilder().AddInMemoryCollection(given.AsEnumerable(makePathsRelative: true).Where(one => one.Value is not null && !wrong.ContainsKey(one.Key))).Build();
        var settings = new HostSettings();
        good.Bind(settings);
        settings.Root(builder.Environment.ContentRootPath);
        return wrong.Values.Distinct().Concat(SettingsCheck.Mistakes(settings)).Concat(Telling(settings)).Concat(SignIn.Mistakes(settings.Access, builder.Configuration)).ToList() is { Count: > 0 } mistakes
            ? throw new SettingsException([.. mistakes])
            : settings;
    }

    /// <summary>What the receivers themselves say of their settings.</summary>
    private static ImmutableArray<string> Telling(HostSettings settings)
    {
        try
        {
            TellingFeature.Add(new ServiceCollection(), settings);
            return [];
        }
        catch (SettingsException wrong)
        {
            return wrong.Mistakes;
        }
    }

    private static void Look(IConfigurationSection section, string before, Dictionary<string, string> wrong)
    {
        foreach (var one in section.GetChildren())
        {
            var name = before + one.Key;
            if (KnownSetting.Find(name) is not { } known)
            {
                wrong[name] = $"{name} is no setting; write {KnownSetting.Nearest(name)}, or take it away.";
                foreach (var (inner, _) in one.AsEnumerable(makePathsRelative: true).Where(inner => inner.Key.Length > 0))
                {
                    wrong.TryAdd($"{name}:{inner}", wrong[name]);
                }
            }
            else if (known.IsSection && one.Value is { Length: > 0 })
            {
                wrong[name] = $"{name} holds other settings and has no value of its own; write one of them, such as {KnownSetting.FirstIn(known)}.";
            }
            else if (known.IsSection)
            {
                Look(one, name + ":", wrong);
            }
            else if (one.Value is { } text && known.Refuse(text) is { } refusal)
            {
                wrong[name] = $"{name} is '{text}'; {refusal}.";
            }
        }
    }
}
