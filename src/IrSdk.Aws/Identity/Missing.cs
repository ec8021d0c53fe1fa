using Amazon.Runtime;

namespace IrSdk.Aws;

/// <summary>IAM's answer for what is not there.</summary>
internal static class Missing
{
    private const string Code = "NoSuchEntity";

    /// <summary>Whether IAM says that something is not there.</summary>
    public static bool Is(AmazonServiceException failed) => failed.ErrorCode?.StartsWith(Code, StringComparison.Ordinal) == true;

    extension<TResponse>(Task<TResponse> call)
    {
        /// <summary>What a part of the answer says; null when the thing is not there.</summary>
        public async Task<T?> OrNull<T>(Func<TResponse, T?> part)
            where T : class
        {
            try
            {
                return part(await call.ConfigureAwait(false));
            }
            catch (AmazonServiceException missing) when (Is(missing))
            {
                return null;
            }
        }
    }
}
