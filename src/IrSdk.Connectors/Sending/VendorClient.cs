using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using IrSdk.Runtime;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace IrSdk.Connectors;

/// <summary>
/// Calls one vendor's service: each attempt with its own time, again after a refusal for being asked too often, and again after a
/// failure where that cannot double anything. No credential is in any message that it makes.
/// </summary>
internal sealed class VendorClient : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    private readonly string vendor;
    private readonly string mend;
    private readonly Uri baseAddress;
    private readonly HttpClient http;
    private readonly Action<HttpRequestHeaders> authorize;
    private readonly Func<VendorAnswer, bool> isLimited;
    private readonly TimeSpan attemptTimeout;
    private long notBefore;

    /// <param name="vendor">Its name in messages.</param>
    /// <param name="baseAddress">Where it is.</param>
    /// <param name="attemptTimeout">How long one attempt may take.</param>
    /// <param name="mend">What to do when it refuses for good: a sentence part.</param>
    /// <param name="authorize">Adds the credential to a request.</param>
    /// <param name="isLimited">Whether an answer says that it was asked too often. Default: by its status, 429.</param>
    /// <param name="authorities">Who may vouch for it. Default: whom the system trusts.</param>
    public VendorClient(
        string vendor, Uri baseAddress, TimeSpan attemptTimeout, string mend, Action<HttpRequestHeaders> authorize, Func<VendorAnswer, bool>? isLimited = null, X509Certificate2Collection? authorities = null)
    {
        (this.vendor, this.baseAddress, this.mend, this.authorize, this.attemptTimeout) = (vendor, baseAddress, mend, authorize, attemptTimeout);
        this.isLimited = isLimited ?? (static answer => answer.Status == HttpStatusCode.TooManyRequests);

        // A redirect would carry the credential to wherever it leads; a long-lived connection would outlive a change of address.
#pragma warning disable CA2000 // The client owns the handler.
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), SslOptions = { CertificateChainPolicy = PolicyOf(authorities) } })
#pragma warning restore CA2000
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 4 * 1024 * 1024,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new("IrSdk", "0.1"));
    }

    public Task<VendorAnswer> GetAsync(string path, StepContext context, CancellationToken cancellationToken) =>
        CallAsync(() => new(HttpMethod.Get, At(path)), true, context, cancellationToken);

    /// <param name="method">The method.</param>
    /// <param name="path">The path below the base address.</param>
    /// <param name="body">The JSON.</param>
    /// <param name="isRepeatable">Whether the same call twice has one effect.</param>
    /// <param name="context">Whose clock counts.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<VendorAnswer> SendAsync(HttpMethod method, string path, byte[] body, bool isRepeatable, StepContext context, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, isRepeatable, static _ => { }, context, cancellationToken);

    public Task<VendorAnswer> SendAsync(
        HttpMethod method, string path, byte[] body, bool isRepeatable, Action<HttpRequestHeaders> sign, StepContext context, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                var request = new HttpRequestMessage(method, At(path)) { Content = new ByteArrayContent(body) };
                request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
                sign(request.Headers);
                return request;
            },
            isRepeatable, context, cancellationToken);

    private static X509ChainPolicy? PolicyOf(X509Certificate2Collection? authorities)
    {
        if (authorities is not { Count: > 0 })
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    /// <summary>An empty path is the address as it was given.</summary>
    private Uri At(string path) => path.Length == 0 ? baseAddress : new($"{baseAddress.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <summary>A refusal that the vendor says in its own way.</summary>
    public ProviderException Refused(string reason) => new($"{vendor} refused the notice ({PlainText.Of(reason, 200)}); {mend}.", isTransient: false);

    /// <summary>The service asked not to be asked for a while, or could not answer.</summary>
    public ProviderException Failed(string reason, Exception? inner = null) => new($"{vendor} could not be reached ({PlainText.Of(reason, 200)}); it is tried again.", isTransient: true, inner);

    public void Dispose() => http.Dispose();

    private async Task<VendorAnswer> CallAsync(Func<HttpRequestMessage> make, bool isRepeatable, StepContext context, CancellationToken cancellationToken)
    {
        var time = context.Time;
        if (Interlocked.Read(ref notBefore) is var until && time.GetUtcNow().Ticks < until)
        {
            throw Failed($"it asked not to be called before {new DateTime(until, DateTimeKind.Utc):HH:mm:ss} UTC");
        }

        var pipeline = new ResiliencePipelineBuilder<VendorAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<VendorAnswer>
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
                {
                    { Result: { } answer } when isLimited(answer) => !(answer.RetryAfter > LongestWait),
                    { Result: { } answer } => isRepeatable && (int)answer.Status >= 500,
                    { Exception: HttpRequestException or TimeoutRejectedException } => isRepeatable,
                    _ => false,
                }),
                DelayGenerator = static args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
            })
            .AddTimeout(attemptTimeout)
            .Build();
        try
        {
            var answer = await pipeline.ExecuteAsync(async token => await OnceAsync(make(), time, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            if (isLimited(answer))
            {
                Interlocked.Exchange(ref notBefore, (time.GetUtcNow() + (answer.RetryAfter ?? TimeSpan.FromSeconds(10))).Ticks);
                throw Failed("it was asked too often");
            }

            return (int)answer.Status switch
            {
                >= 500 or 408 or 425 => throw Failed($"it answered {(int)answer.Status}"),
                >= 300 => throw Refused($"{(int)answer.Status}{(answer.Text("message") is { } message ? $": {message}" : "")}"),
                _ => answer,
            };
        }
        catch (TimeoutRejectedException late)
        {
            throw Failed($"no answer in {attemptTimeout.TotalSeconds:0.#} s", late);
        }
        catch (HttpRequestException failed)
        {
            throw Failed(failed.InnerException is AuthenticationException ? "its certificate is not to be trusted; have it renewed" : failed.HttpRequestError.ToString(), failed);
        }
        catch (JsonException failed)
        {
            throw Failed("its answer is not JSON", failed);
        }
    }

    private async Task<VendorAnswer> OnceAsync(HttpRequestMessage request, TimeProvider time, CancellationToken cancellationToken)
    {
        using (request)
        {
            authorize(request.Headers);
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;
            return new(response.StatusCode, isJson && bytes.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(bytes) : null, After(response.Headers, time));
        }
    }

    private static TimeSpan? After(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
