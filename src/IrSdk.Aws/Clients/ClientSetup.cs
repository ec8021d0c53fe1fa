using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace IrSdk.Aws;

/// <summary>What every client of one step has in common: whose credentials, where, over which connections, and until when they retry.</summary>
internal sealed record ClientSetup(AWSCredentials Credentials, RegionEndpoint Region, Transport Transport, AwsOptions Options, DateTimeOffset? Until)
{
    /// <summary>Hears which call failed and is tried again. Null: nobody does.</summary>
    public Action<string>? Retried { get; init; }

    /// <summary>Fills in a client's configuration.</summary>
    public TConfig Apply<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        if (Options.ServiceUrl is { } url)
        {
            // A service URL erases a region endpoint, and the other way round: this pair keeps both.
            config.ServiceURL = url.AbsoluteUri;
            config.AuthenticationRegion = Region.SystemName;
        }
        else
        {
            config.RegionEndpoint = Region;
        }

        config.HttpClientFactory = Transport;
        config.ThrottleRetries = false;
        config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        if (config is AmazonS3Config s3)
        {
            s3.ForcePathStyle = config.ServiceURL is { Length: > 0 };
        }

        return config;
    }

    /// <summary>Retries by time instead of by count, and names failures.</summary>
    public void Attach(RuntimePipeline pipeline)
    {
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new TimedRetry(Until, Options, Retried)));
        pipeline.AddHandler(new FailureNames());
    }
}
