namespace IrSdk.Host.Drills;

/// <summary>Drills from the page, and which are overdue.</summary>
internal static class DrillsFeature
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<DrillBook>();
        services.AddSingleton<DrillDesk>();
    }
}
