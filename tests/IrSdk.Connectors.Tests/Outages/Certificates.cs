using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IrSdk.Connectors.Tests;

/// <summary>An authority's certificate, and those of a service on this machine: one that it signed, and one that nobody did.</summary>
internal static class Certificates
{
    /// <param name="name"><c>127.0.0.1</c> for the service, any other for an authority.</param>
    /// <param name="authority">Who signs it. Null: nobody else.</param>
    public static X509Certificate2 Make(string name, X509Certificate2? authority)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var (from, until) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        if (name != "127.0.0.1")
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return request.CreateSelfSigned(from, until);
        }

        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        if (authority is null)
        {
            return request.CreateSelfSigned(from, until);
        }

        using var signed = request.Create(authority, from, until.AddHours(-1), [1, 2, 3, 4]);
        return signed.CopyWithPrivateKey(key);
    }
}
