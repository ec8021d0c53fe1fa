using System.Net;
using Amazon.Runtime;

namespace IrSdk.Aws;

/// <summary>One pool of connections for all clients of a provider.</summary>
internal sealed class Transport : HttpClientFactory, IDisposable
{
    private readonly SocketsHttpHandler sockets = new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private readonly HttpClient control;
    private readonly HttpClient storage;

    public Transport(AwsOptions options)
    {
        var handler = options.WrapHttp?.Invoke(sockets) ?? sockets;
        control = new(handler, disposeHandler: false) { Timeout = options.CallTimeout };
        storage = new(handler, disposeHandler: true) { Timeout = options.StorageTimeout };
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => clientConfig is Amazon.S3.AmazonS3Config ? storage : control;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose()
    {
        control.Dispose();
        storage.Dispose();
        sockets.Dispose();
    }
}
