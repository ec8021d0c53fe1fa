using static IrSdk.First;

namespace IrSdk.Tests.Playbooks;

public sealed class PlaybookTests
{
    [Theory]
    [InlineData("T1078.4")]
    [InlineData("1078")]
    [InlineData("T10780")]
    public void Against_NotATechnique_Throws(string technique) =>
        FluentActions.Invoking(() => Playbook.Named("x").Handles(IncidentKind.Malware).Against(technique)).Should().Throw<ArgumentException>().WithMessage("*T1078.004*");

    [Theory]
    [InlineData("Credential Compromise")]
    [InlineData("")]
    public void Named_OtherCharacters_Throws(string name) =>
        FluentActions.Invoking(() => Playbook.Named(name)).Should().Throw<ArgumentException>().WithMessage("*lower-case*");

    [Fact]
    public void Within_NotPositive_Throws() =>
        FluentActions.Invoking(() => Preserve.Snapshot().Within(TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Modifiers_OnAStage_ChangeTheLastVerbOnly()
    {
        var response = Preserve.Snapshot().And.Memory().Within(9.Minutes()).OrWait(2.Minutes());

        response.Stages[0].Verbs[0].Timeout.Should().BeNull();
        response.Stages[0].Verbs[1].Timeout.Should().Be(9.Minutes());
        response.Stages[0].Verbs[1].OnFailure!.WaitAtMost.Should().Be(2.Minutes());
    }

    [Fact]
    public void And_OnASharedStage_LeavesTheOtherUseAlone()
    {
        var shared = Preserve.Snapshot();
        _ = shared.And.Memory();

        shared.Stages[0].Verbs.Should().ContainSingle();
    }
}
