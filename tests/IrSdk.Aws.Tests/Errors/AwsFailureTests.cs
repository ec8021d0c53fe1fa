using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace IrSdk.Aws.Tests.Errors;

public sealed class AwsFailureTests
{
    [Theory]
    [InlineData("ThrottlingException", 400)]
    [InlineData("RequestLimitExceeded", 503)]
    [InlineData("SlowDown", 503)]
    [InlineData("EntityTemporarilyUnmodifiable", 409)]
    [InlineData("InternalFailure", 500)]
    [InlineData("AnythingElse", 502)]
    [InlineData("AnythingElse", 429)]
    public void Of_WhatPassesByItself_IsTransient(string code, int status) => Of(code, status).IsTransient.Should().BeTrue();

    [Theory]
    [InlineData("NoSuchEntity", 404)]
    [InlineData("ValidationError", 400)]
    [InlineData("LimitExceeded", 409)]
    [InlineData("NotImplemented", 501)]
    [InlineData("AccessDenied", 403)]
    [InlineData("ExpiredToken", 403)]
    public void Of_WhatStays_IsNotTransient(string code, int status) => Of(code, status).IsTransient.Should().BeFalse();

    [Fact]
    public void Of_ARefusal_NamesCallerAndPermission() =>
        Of("AccessDenied", 403, "User: arn:aws:sts::111122223333:assumed-role/irsdk-containment/inc-1 is not authorized to perform: iam:UpdateAccessKey on resource: user alice because no identity-based policy allows the iam:UpdateAccessKey action")
            .Message.Should().Be("AWS refused UpdateAccessKey: arn:aws:sts::111122223333:assumed-role/irsdk-containment/inc-1 lacks iam:UpdateAccessKey; add it to the role ('ir policy' prints what a playbook needs).");

    [Theory]
    [InlineData("ExpiredToken")]
    [InlineData("UnrecognizedClientException")]
    [InlineData("AuthFailure")]
    public void Of_BadCredentials_SaysToSignIn(string code) => Of(code, 403).Message.Should().Contain(code).And.Contain("sign in again");

    [Fact]
    public void Of_NoConnection_IsTransient_AndSaysSo()
    {
        var failure = AwsFailure.Of(new HttpRequestException("Connection refused (iam.amazonaws.com:443)", new SocketException(111)));

        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().Contain("could not be reached");
    }

    [Theory]
    [InlineData("AccessDenied", 403, "You are not authorized to perform this operation.")]
    [InlineData("NoSuchEntity", 404, "The user with name bob cannot be found.")]
    [InlineData("ThrottlingException", 400, "Rate exceeded")]
    [InlineData("ExpiredToken", 403, "The security token included in the request is expired")]
    public void Of_Anything_IsOneSentenceWithWhatToDo(string code, int status, string said) =>
        Of(code, status, said).Message.Should().MatchRegex(@"^\S.*;.*\.$").And.NotContain("\n").And.Contain("UpdateAccessKey");

    private static Runtime.ProviderException Of(string code, int status, string message = "message")
    {
        var failed = new AmazonServiceException(message, ErrorType.Unknown, code, "request", (HttpStatusCode)status);
        failed.Data[AwsFailure.OperationKey] = "UpdateAccessKeyRequest";
        return AwsFailure.Of(failed);
    }
}
