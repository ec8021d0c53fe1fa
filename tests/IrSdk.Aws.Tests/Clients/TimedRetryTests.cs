namespace IrSdk.Aws.Tests.Clients;

public sealed class TimedRetryTests(MotoServer moto)
{
    private readonly AccountId account = MotoServer.NewAccount();

    [Fact]
    public async Task Calls_SixInTenGoWrong_AllSucceedInTime()
    {
        FaultyHttp? network = null;
        using var accounts = new AwsAccounts(moto.Options(inner => network = new(inner, new() { Throttled = 0.3, Unavailable = 0.2, Lost = 0.1 }, seed: 7)) with { Jitter = () => 0, RetryFor = TimeSpan.FromSeconds(15) });
        using var access = await accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, null, null, null, default);

        for (var call = 0; call < 10; call++)
        {
            (await access.Iam.ListRolesAsync(new())).Should().NotBeNull();
            (await access.Ec2.DescribeVpcsAsync(new())).Vpcs.Should().NotBeEmpty();
            (await access.S3.ListBucketsAsync()).Should().NotBeNull();
            (await access.CloudTrail.DescribeTrailsAsync(new())).Should().NotBeNull();
        }

        network!.Faults.Should().BeGreaterThan(10);
    }

    [Fact]
    public async Task Calls_TheFirstNeverComesBack_IsCalledAgainWhenItsTimeIsUp()
    {
        Silence? network = null;
        using var accounts = new AwsAccounts(moto.Options(inner => network = new(inner)) with { CallTimeout = TimeSpan.FromSeconds(5), RetryFor = TimeSpan.FromMinutes(1) });
        using var access = await accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, null, null, null, default);

        (await access.Iam.ListRolesAsync(new())).Should().NotBeNull();

        network!.Unanswered.Should().Be(1);
    }

    [Fact]
    public async Task Calls_TheStepIsCancelled_StopAtOnce()
    {
        using var accounts = new AwsAccounts(moto.Options(inner => new FaultyHttp(inner, new() { Unavailable = 1 }, seed: 1)) with { RetryFor = TimeSpan.FromHours(1) });
        using var access = accounts.EnterOwn(MotoServer.Account, "us-east-1", null);
        using var step = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var asking = () => access.S3.ListBucketsAsync(step.Token);
        var entering = () => accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, null, null, null, step.Token);

        await asking.Should().ThrowAsync<OperationCanceledException>();
        await entering.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Calls_NothingEverAnswers_FailWhenTheTimeIsUp_AndSaySo()
    {
        using var accounts = new AwsAccounts(moto.Options(inner => new FaultyHttp(inner, new() { Throttled = 1 }, seed: 1)) with { RetryFor = TimeSpan.FromMilliseconds(700) });

        var asking = () => accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, null, null, null, default);

        var failure = AwsFailure.Of((await asking.Should().ThrowAsync<Exception>()).Which);
        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().Contain("AssumeRole").And.Contain("ThrottlingException");
    }

    /// <summary>Never answers the first IAM call.</summary>
    private sealed class Silence(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Unanswered { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Unanswered == 0 && await CallLog.NameAsync(request, cancellationToken) is ("iam", _))
            {
                Unanswered++;
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
