using System.Text.Encodings.Web;
using IrSdk.Host.Access;

namespace IrSdk.Host.Api;

/// <summary>What programs ask and tell, and its description.</summary>
internal static class ApiFeature
{
    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            // What an alert says is no markup, even to a browser that is made to read an answer as a page.
            options.SerializerOptions.Encoder = JavaScriptEncoder.Default;
            options.SerializerOptions.DefaultIgnoreCondition = IrJson.Options.DefaultIgnoreCondition;
            options.SerializerOptions.NumberHandling = IrJson.Options.NumberHandling;
            foreach (var converter in IrJson.Options.Converters)
            {
                options.SerializerOptions.Converters.Add(converter);
            }
        });
        services.AddProblemDetails();
        services.AddOpenApi(options => options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "IrSdk host";
            document.Info.Description = "Alerts in; incidents, plans and playbooks out; and what humans decide.";
            return Task.CompletedTask;
        }));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        IncidentApi.Map(routes);
        routes.MapOpenApi().RequireAuthorization(Roles.Viewer);
    }
}
