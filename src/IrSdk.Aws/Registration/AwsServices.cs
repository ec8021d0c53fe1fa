using IrSdk.Aws;
using IrSdk.Runtime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers AWS as a host's provider.</summary>
public static class AwsServices
{
    /// <summary>Responds on AWS.</summary>
    /// <param name="builder">What <c>services.AddIrSdk()</c> returns.</param>
    /// <param name="options">Where and as whom. Default: the signed-in identity enters the accounts' default roles, and no evidence bucket is set.</param>
    public static IrSdkBuilder AddAws(this IrSdkBuilder builder, AwsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddProvider(_ => AwsProvider.Create(options ?? new()));
    }
}
