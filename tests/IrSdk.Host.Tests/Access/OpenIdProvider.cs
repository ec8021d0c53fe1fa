using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IrSdk.Host.Tests.Access;

/// <summary>An OpenID provider on loopback: discovery, keys, the code flow with PKCE, and tokens for programs.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    private readonly RSA rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Code> codes = new();
    private readonly WebApplication app;

    private OpenIdProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            var key = rsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", kid = "test", use = "sig", alg = "RS256", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        });
        app.MapGet("/authorize", (HttpRequest request) =>
        {
            var query = request.Query;
            query["code_challenge_method"].ToString().Should().Be("S256");
            var code = Guid.NewGuid().ToString("N");
            codes[code] = new(query["nonce"]!, query["code_challenge"]!, Person);
            return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (!codes.TryRemove(form["code"]!, out var code) || Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"]!))) != code.Challenge)
            {
                return Results.BadRequest(new { error = "invalid_grant" });
            }

            return Results.Json(new { access_token = "unused", token_type = "Bearer", id_token = Token("irsdk", code.Person.Email, code.Person.Groups, ("nonce", code.Nonce), ("email_verified", IsVerified ? "true" : "false")) });
        });
    }

    public string Issuer => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Who signs in next.</summary>
    public (string Email, string[] Groups) Person { get; set; }

    /// <summary>Whether it has verified the address of who signs in.</summary>
    public bool IsVerified { get; set; } = true;

    public static async Task<OpenIdProvider> StartAsync()
    {
        var provider = new OpenIdProvider();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>A token as the provider signs it.</summary>
    public string Token(string audience, string email, string[] groups, params (string Name, string Value)[] more) => Token(audience, email, groups, TimeSpan.FromMinutes(5), rsa, more);

    public string Token(string audience, string email, string[] groups, TimeSpan lasts, RSA? key = null, params (string Name, string Value)[] more) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = audience,
        IssuedAt = DateTime.UtcNow.AddMinutes(-30),
        Expires = DateTime.UtcNow + lasts,
        Subject = new ClaimsIdentity([new("sub", email), new("email", email), .. groups.Select(group => new Claim("groups", group)), .. more.Select(one => new Claim(one.Name, one.Value))]),
        SigningCredentials = new(new RsaSecurityKey(key ?? rsa) { KeyId = "test" }, SecurityAlgorithms.RsaSha256),
    });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private sealed record Code(string Nonce, string Challenge, (string Email, string[] Groups) Person);
}
