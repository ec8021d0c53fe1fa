using System.CommandLine;
using IrSdk.Aws;

namespace IrSdk.Cli.Aws;

/// <summary><c>--aws FILE</c>.</summary>
internal static class AwsOption
{
    public static Option<FileInfo?> Create() => new("--aws")
    {
        Description = "A JSON file that says where and as whom to act on AWS: regions, roles, evidence bucket, isolation (aws.schema.json). Default: the signed-in identity, in its own account.",
    };

    /// <summary>Without a file the credentials are used as they are.</summary>
    public static AwsFile Read(FileInfo? file)
    {
        try
        {
            return file is null ? AwsFile.Usual : AwsFile.Read(file.FullName);
        }
        catch (InvalidDataException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, wrong.Message);
        }
    }
}
